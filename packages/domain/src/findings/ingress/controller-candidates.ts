import { familyOfController, familyOfImage, INGRESS_NGINX } from '../../controllers/controller-families.ts'
import {
  type ControllerObject,
  type ControllerTraits,
  controllerStrings,
  controllerTraits,
  ownScores,
  publishedService,
} from '../../controllers/controller-traits.ts'
import type { Ingress } from '../../kubernetes/ingress.ts'
import { ingressClassName } from '../../kubernetes/ingress-class-name.ts'
import { keyOf, type ObjectKey } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { isPodReady } from '../../kubernetes/pod-ready.ts'
import type { Derivation, Gathering, Lookup, RuleView } from '../rule-view.ts'
import { isTerminal } from '../workloads-of-service.ts'

/** Where an Ingress controller runs, and how sure that is. */
export interface ControllerCandidate {
  /** The Pod, or a workload that has none. */
  readonly object: ObjectKey
  /** At least 60 (rule D.2). */
  readonly score: number
  readonly isReady: boolean
  /** `''` where it is not scheduled. */
  readonly node: string
  readonly images: readonly string[]
}

/** Pods and workloads by the controller string they answer to. */
export const CONTROLLERS: Lookup<'Pod' | 'Deployment' | 'DaemonSet' | 'StatefulSet'> = {
  name: 'ingress controllers',
  kinds: ['Pod', 'Deployment', 'DaemonSet', 'StatefulSet'],
  keysOf: (object) => controllerStrings(object),
}

/** The candidates for a class by its name; empty where it names no controller. */
export const CONTROLLER_CANDIDATES: Derivation<readonly ControllerCandidate[]> = {
  name: 'controller candidates',
  compute(className, view) {
    const controller = view.find('IngressClass', undefined, className)?.spec.controller
    if (controller === undefined) return []
    const found = view.lookup(CONTROLLERS, controller)
    const pods = found.filter((object): object is Pod => object.kind === 'Pod').filter((pod) => !isTerminal(pod))
    const objects = pods.length > 0 ? pods : found.filter((object) => object.kind !== 'Pod')
    return objects.map((object) => {
      const traits = controllerTraits(object)
      return {
        object: keyOf(object),
        score: (ownScores(traits).get(controller)?.score ?? 0) + bonusOf(object, { className, traits, view }),
        isReady: object.kind === 'Pod' && isPodReady(object) && object.metadata.deletionTimestamp === undefined,
        node: object.kind === 'Pod' ? (object.spec.nodeName ?? '') : '',
        images: traits.images,
      }
    })
  },
}

/** Name of the family of a class's controller, by its string or by the image that runs; `''` for an unknown one. */
export const CONTROLLER_FAMILY: Derivation<string> = {
  name: 'controller family',
  compute(className, view) {
    const controller = view.find('IngressClass', undefined, className)?.spec.controller
    const known = controller === undefined ? undefined : familyOfController(controller)
    if (known) return known.name
    const images = view.derive(CONTROLLER_CANDIDATES, className).flatMap((candidate) => candidate.images)
    return images.flatMap((image) => familyOfImage(image)?.name ?? [])[0] ?? ''
  },
}

/** Whether an Ingress is for ingress-nginx. */
export function isNginx(ingress: Ingress, view: RuleView): boolean {
  const name = ingressClassName(ingress)
  return name !== undefined && view.derive(CONTROLLER_FAMILY, name) === INGRESS_NGINX
}

/** What Ingresses of a class have in their status: each list of addresses once, with the first Ingress that has it. */
export const CLASS_ADDRESSES: Gathering<
  { readonly ingress: ObjectKey; readonly addresses: readonly string[] },
  'Ingress'
> = {
  name: 'addresses of class',
  kinds: ['Ingress'],
  tell(ingress) {
    const addresses = ingress.status.loadBalancer.ingress.map(({ hostname, ip }) => ip ?? hostname ?? '')
    if (addresses.length === 0) return undefined
    const value = { ingress: keyOf(ingress), addresses }
    return { place: ingressClassName(ingress) ?? '', identity: addresses.join(' '), value }
  },
}

interface BonusScope {
  readonly className: string
  readonly traits: ControllerTraits
  readonly view: RuleView
}

function bonusOf(object: ControllerObject, { className, traits, view }: BonusScope): number {
  const ingressClass = view.find('IngressClass', undefined, className)
  const instance = ingressClass?.metadata.labels['app.kubernetes.io/instance']
  const isSameInstance = instance !== undefined && traits.labels['app.kubernetes.io/instance'] === instance
  return (hasAddressOf(object, { className, traits, view }) ? 50 : 0) + (isSameInstance ? 20 : 0)
}

/** Whether Ingresses of the class say an address of its node, or of the Service that it says it publishes. */
function hasAddressOf(object: ControllerObject, { className, traits, view }: BonusScope): boolean {
  const addresses = view.gathered(CLASS_ADDRESSES, className).flatMap((one) => one.addresses)
  if (addresses.length === 0) return false
  const nodeName = object.kind === 'Pod' ? object.spec.nodeName : undefined
  const node = nodeName === undefined ? undefined : view.find('Node', undefined, nodeName)
  if (node?.status.addresses.some(({ address }) => addresses.includes(address))) return true
  const published = publishedService(object.metadata.namespace ?? '', traits.flags)
  const service = published && view.find('Service', published.namespace, published.name)
  if (!service) return false
  const own = service.status.loadBalancer.ingress.map(({ hostname, ip }) => ip ?? hostname ?? '')
  return [...own, ...service.spec.externalIPs, ...service.spec.clusterIPs].some((one) => addresses.includes(one))
}
