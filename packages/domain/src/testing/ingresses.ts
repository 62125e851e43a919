import type { Ingress } from '../kubernetes/ingress.ts'
import type { IngressClass } from '../kubernetes/ingress-class.ts'
import { aProjected } from './projected.ts'
import { aRawClusterObject, aRawObject, type RawMetadata, type RawObject } from './raw-objects.ts'

/** What a test states of an Ingress: one rule, Prefix `/`, port 80, unless told otherwise. */
export interface IngressOptions extends RawMetadata {
  /** The backend of the one rule; absent: no rule. */
  readonly service?: string
  /** Number or name. */
  readonly port?: number | string
  readonly host?: string
  readonly path?: string
  readonly pathType?: 'Exact' | 'Prefix' | 'ImplementationSpecific'
  readonly className?: string
  /** Further members of `spec` and `status`, as in the API; they replace what is made up. */
  readonly spec?: RawObject
  readonly status?: RawObject
}

/** An Ingress with at most one rule of its own. */
export function anIngress(name: string, options: IngressOptions = {}): Ingress {
  const { service, port = 80, host, path = '/', pathType = 'Prefix', className, spec, status, ...metadata } = options
  const backend = { service: { name: service, port: typeof port === 'number' ? { number: port } : { name: port } } }
  const rules = service === undefined ? [] : [{ host, http: { paths: [{ path, pathType, backend }] } }]
  const raw = aRawObject('Ingress', name, {
    ...metadata,
    spec: { ingressClassName: className, rules, ...spec },
    status,
  })
  return aProjected('Ingress', raw)
}

/** What a test states of an IngressClass. */
export interface IngressClassOptions extends RawMetadata {
  readonly controller?: string
  readonly isDefault?: boolean
}

/** An IngressClass of ingress-nginx unless told otherwise. */
export function anIngressClass(name: string, options: IngressClassOptions = {}): IngressClass {
  const { controller = 'k8s.io/ingress-nginx', isDefault = false, ...metadata } = options
  const annotations = isDefault ? { 'ingressclass.kubernetes.io/is-default-class': 'true' } : {}
  return aProjected(
    'IngressClass',
    aRawClusterObject('IngressClass', name, { annotations, ...metadata, spec: { controller } }),
  )
}
