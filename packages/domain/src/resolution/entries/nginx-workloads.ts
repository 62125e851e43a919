import { familyOfImage, INGRESS_NGINX } from '../../controllers/controller-families.ts'
import type { Snapshot } from '../../history/snapshot.ts'
import type { WatchedObject } from '../../kubernetes/watched-object.ts'

/** What is known of how one ingress-nginx was told to run (rule D.2). */
export interface NginxSettings {
  /** The controller string of its IngressClasses. */
  readonly controller: string
  /** The value of annotation `kubernetes.io/ingress.class` that it takes for its own. */
  readonly annotation: string
  readonly takesClassless: boolean
  /** `namespace/name` of the Service that answers what no rule matches. */
  readonly defaultBackend?: string
}

export const NGINX_CONTROLLER = 'k8s.io/ingress-nginx'
export const NGINX_ANNOTATION = 'nginx'

/** How every workload that runs ingress-nginx was told to run. */
export function nginxSettings(snapshot: Snapshot): NginxSettings[] {
  const found: NginxSettings[] = []
  for (const kind of ['Deployment', 'DaemonSet'] as const)
    for (const workload of snapshot.ofKind(kind)) {
      const settings = nginxSettingsOf(workload)
      if (settings) found.push(settings)
    }

  return found
}

/** As `nginxSettings`, of one object; `undefined` for one that does not run ingress-nginx, by its image or by a flag only it has. */
export function nginxSettingsOf(object: WatchedObject | undefined): NginxSettings | undefined {
  if (object?.kind !== 'Deployment' && object?.kind !== 'DaemonSet') return undefined
  const { controllerFlags: flags, images } = object.derived
  const isNginx =
    flags['--controller-class'] !== undefined ||
    Object.values(images).some((image) => familyOfImage(image)?.name === INGRESS_NGINX)
  if (!isNginx) return undefined
  const defaultBackend = flags['--default-backend-service']
  return {
    controller: flags['--controller-class'] ?? NGINX_CONTROLLER,
    annotation: flags['--ingress-class'] ?? NGINX_ANNOTATION,
    takesClassless: flags['--watch-ingress-without-class'] === 'true',
    ...(defaultBackend !== undefined && { defaultBackend }),
  }
}
