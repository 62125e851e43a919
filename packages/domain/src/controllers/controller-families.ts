/** A kind of Ingress controller: how to recognise it, and which annotations it reads (rule D.2). */
export interface ControllerFamily {
  readonly name: string
  /** What `IngressClass.spec.controller` says unless the controller is told otherwise. */
  readonly controller: string
  /** Of its image. Absent: it cannot be told by that. */
  readonly image?: RegExp
  /** All of them on its Pods. Absent: it cannot be told by that. */
  readonly labels?: Readonly<Record<string, string>>
  /** How the names of its annotations begin. */
  readonly annotations: readonly string[]
  /** Its data plane is outside of the cluster: it has no Pods that take traffic. */
  readonly isExternal?: true
}

export const INGRESS_NGINX = 'ingress-nginx'

export const CONTROLLER_FAMILIES: readonly ControllerFamily[] = [
  {
    name: INGRESS_NGINX,
    controller: 'k8s.io/ingress-nginx',
    image: /(?:^|\/)ingress-nginx\/controller(?:-chroot)?(?=[:@]|$)|(?:^|\/)nginx-ingress-controller(?=[:@]|$)/,
    labels: { 'app.kubernetes.io/name': 'ingress-nginx', 'app.kubernetes.io/component': 'controller' },
    annotations: ['nginx.ingress.kubernetes.io/'],
  },
  {
    name: 'traefik',
    controller: 'traefik.io/ingress-controller',
    image: /(?:^|\/)traefik(?=[:@]|$)/,
    labels: { 'app.kubernetes.io/name': 'traefik' },
    annotations: ['traefik.ingress.kubernetes.io/'],
  },
  {
    name: 'haproxy-ingress',
    controller: 'haproxy-ingress.github.io/controller',
    image: /(?:^|\/)haproxy-ingress(?=[:@]|$)/,
    labels: { 'app.kubernetes.io/name': 'haproxy-ingress' },
    annotations: ['haproxy-ingress.github.io/'],
  },
  {
    name: 'haproxy',
    controller: 'haproxy.org/ingress-controller',
    image: /(?:^|\/)haproxytech\/kubernetes-ingress(?=[:@]|$)/,
    annotations: ['haproxy.org/'],
  },
  {
    name: 'cilium',
    controller: 'cilium.io/ingress-controller',
    labels: { 'k8s-app': 'cilium' },
    annotations: ['ingress.cilium.io/'],
  },
  {
    name: 'nginx-inc',
    controller: 'nginx.org/ingress-controller',
    image: /(?:^|\/)nginx\/nginx-ingress(?=[:@]|$)/,
    annotations: ['nginx.org/', 'nginx.com/'],
  },
  { name: 'kong', controller: 'ingress-controllers.konghq.com/kong', annotations: ['konghq.com/'] },
  {
    name: 'aws-load-balancer',
    controller: 'ingress.k8s.aws/alb',
    annotations: ['alb.ingress.kubernetes.io/'],
    isExternal: true,
  },
]

/** The family that a controller string is the default of. */
export function familyOfController(controller: string): ControllerFamily | undefined {
  return CONTROLLER_FAMILIES.find((family) => family.controller === controller)
}

/** The family that an image is of. */
export function familyOfImage(image: string): ControllerFamily | undefined {
  return CONTROLLER_FAMILIES.find((family) => family.image?.test(image))
}
