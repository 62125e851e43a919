import { IGNORE_ANNOTATION } from '../ignore-annotation.ts'
import type {
  Ingress,
  IngressAddress,
  IngressBackend,
  IngressPath,
  IngressRule,
  IngressServiceBackend,
  IngressTls,
  PortStatus,
} from '../ingress.ts'
import type { IngressClass, IngressClassParameters } from '../ingress-class.ts'
import { annotationsNamed, type MetadataPolicy } from './metadata.ts'
import type { Common } from './projection.ts'
import { count, each, kept, optionalRecord, positive, type Raw, record, sortedTexts, text, texts } from './raw.ts'

const NGINX = 'nginx.ingress.kubernetes.io/'

/** Of ingress-nginx only what routes (rule C.2); snippets, auth and address lists are secrets or internals. */
const NGINX_ROUTING =
  /^(?:affinity|canary)(?:-|$)|^(?:app-root|backend-protocol|default-backend|force-ssl-redirect|from-to-www-redirect|load-balance|permanent-redirect|permanent-redirect-code|rewrite-target|server-alias|service-upstream|ssl-passthrough|ssl-redirect|temporal-redirect|temporal-redirect-code|upstream-hash-by|upstream-vhost|use-regex)$/

export const INGRESS_METADATA: MetadataPolicy = {
  annotation: (name, value) => (isRoutingAnnotation(name) ? value : undefined),
}

function isRoutingAnnotation(name: string): boolean {
  if (name === 'kubernetes.io/ingress.class') return true
  return name.startsWith(NGINX) && NGINX_ROUTING.test(name.slice(NGINX.length))
}

export function projectIngress(raw: Raw, { apiVersion, metadata }: Common): Ingress {
  const spec = record(raw.spec)
  const { loadBalancer } = record(raw.status)
  return {
    apiVersion,
    derived: { otherAnnotations: otherAnnotations(record(raw.metadata).annotations) },
    kind: 'Ingress',
    metadata,
    spec: kept<Ingress['spec']>({
      defaultBackend: projectBackend(spec.defaultBackend),
      ingressClassName: text(spec.ingressClassName),
      rules: each(spec.rules, projectRule),
      tls: each(spec.tls, projectTls),
    }),
    status: { loadBalancer: { ingress: each(record(loadBalancer).ingress, projectAddress) } },
  }
}

/** Written for other readers than an Ingress controller. */
const NOT_OF_INGRESS: ReadonlySet<string> = new Set([
  IGNORE_ANNOTATION,
  'kubectl.kubernetes.io/last-applied-configuration',
])

function otherAnnotations(annotations: unknown): readonly string[] {
  const names = Object.keys(record(annotations)).filter(
    (name) => !isRoutingAnnotation(name) && !NOT_OF_INGRESS.has(name),
  )
  return sortedTexts(names)
}

function projectRule(rule: Raw): IngressRule {
  const http = optionalRecord(rule.http)
  return kept<IngressRule>({
    host: text(rule.host),
    http: http && { paths: each(http.paths, projectPath) },
  })
}

function projectPath(path: Raw): IngressPath {
  return kept<IngressPath>({
    backend: projectBackend(path.backend) ?? {},
    path: text(path.path),
    pathType: text<IngressPath['pathType']>(path.pathType) ?? 'ImplementationSpecific',
  })
}

function projectBackend(value: unknown): IngressBackend | undefined {
  const backend = optionalRecord(value)
  if (backend === undefined) return undefined
  return kept<IngressBackend>({
    resource: projectResource(backend.resource),
    service: projectServiceBackend(backend.service),
  })
}

function projectResource(value: unknown): IngressBackend['resource'] {
  const resource = optionalRecord(value)
  if (resource === undefined) return undefined
  return kept<NonNullable<IngressBackend['resource']>>({
    apiGroup: text(resource.apiGroup),
    kind: text(resource.kind) ?? '',
    name: text(resource.name) ?? '',
  })
}

function projectServiceBackend(value: unknown): IngressServiceBackend | undefined {
  const service = optionalRecord(value)
  if (service === undefined) return undefined
  const { name, number } = record(service.port)
  return {
    name: text(service.name) ?? '',
    port: kept<IngressServiceBackend['port']>({ name: text(name), number: positive(number) }),
  }
}

function projectTls(tls: Raw): IngressTls {
  return kept<IngressTls>({ hosts: texts(tls.hosts), secretName: text(tls.secretName) })
}

function projectAddress(address: Raw): IngressAddress {
  return kept<IngressAddress>({
    hostname: text(address.hostname),
    ip: text(address.ip),
    ports: each(address.ports, projectPortStatus),
  })
}

/** `PortStatus`, as Ingresses and Services have it. */
export function projectPortStatus(port: Raw): PortStatus {
  return kept<PortStatus>({ error: text(port.error), port: count(port.port), protocol: text(port.protocol) ?? 'TCP' })
}

export const INGRESS_CLASS_METADATA: MetadataPolicy = annotationsNamed('ingressclass.kubernetes.io/is-default-class')

export function projectIngressClass(raw: Raw, { apiVersion, metadata }: Common): IngressClass {
  const { controller, parameters } = record(raw.spec)
  return {
    apiVersion,
    kind: 'IngressClass',
    metadata,
    spec: kept<IngressClass['spec']>({ controller: text(controller), parameters: projectParameters(parameters) }),
  }
}

function projectParameters(value: unknown): IngressClassParameters | undefined {
  const parameters = optionalRecord(value)
  if (parameters === undefined) return undefined
  return kept<IngressClassParameters>({
    apiGroup: text(parameters.apiGroup),
    kind: text(parameters.kind) ?? '',
    name: text(parameters.name) ?? '',
    namespace: text(parameters.namespace),
    scope: parameters.scope === 'Namespace' ? 'Namespace' : 'Cluster',
  })
}
