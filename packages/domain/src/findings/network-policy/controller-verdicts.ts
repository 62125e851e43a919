import { CERTAIN_SCORE } from '../../controllers/controller-traits.ts'
import type { Ingress } from '../../kubernetes/ingress.ts'
import { ingressClassName } from '../../kubernetes/ingress-class-name.ts'
import { keyOf, type ObjectKey } from '../../kubernetes/object-key.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { resolvedPort } from '../../kubernetes/target-port.ts'
import { reach } from '../../reachability/reach.ts'
import type { DirectionVerdict } from '../../reachability/reachability.ts'
import { CONTROLLER_CANDIDATES } from '../ingress/controller-candidates.ts'
import { SOURCES_OF_SERVICE } from '../lookups.ts'
import type { Derivation, RuleView } from '../rule-view.ts'
import { readyEndpointsOf } from '../service/endpoints-of-service.ts'

/** What the policies say of one way from an Ingress controller to a Pod behind a Service; only what is not allowed. */
export interface ControllerVerdict {
  readonly verdict: 'deny' | 'undefined'
  readonly controller: ObjectKey
  readonly isCertain: boolean
  readonly pod: ObjectKey
  readonly port: number
  readonly protocol: string
  /** Policies that isolate the side that decides. */
  readonly policies: readonly ObjectKey[]
  /** The rule that comes closest, or `''`. */
  readonly nearest: string
  readonly text: string
}

/** How many controllers and Pods of one Service are asked for: those of one owner are alike. */
const MOST_PODS = 5

/** Whether there is a policy anywhere: without one nothing else is asked. */
const ANY_POLICY: Derivation<boolean> = {
  name: 'any network policy',
  compute: (_, view) => view.ofKind('NetworkPolicy').next().done !== true,
}

/** By `namespace/name` of a Service, every way from a controller of its Ingresses to its Pods that policies do not allow. */
const CONTROLLER_VERDICTS: Derivation<readonly ControllerVerdict[]> = {
  name: 'policy verdicts of controllers',
  compute(key, view) {
    const [namespace = '', name = ''] = key.split('/')
    const service = view.find('Service', namespace, name)
    const controllers = controllersOf(key, view)
    if (!service || controllers.length === 0) return []
    const ready = readyEndpointsOf(service, view).flatMap(({ endpoint: { targetRef } }) =>
      targetRef?.kind === 'Pod' ? (view.find('Pod', namespace, targetRef.name ?? '') ?? []) : [],
    )
    const verdicts: ControllerVerdict[] = []
    for (const pod of oneOfEach(ready)) {
      for (const servicePort of service.spec.ports) {
        const port = resolvedPort(pod, servicePort)
        if (port === undefined) continue
        const dialled = { pod, port, protocol: servicePort.protocol }
        for (const controller of controllers) verdicts.push(...verdictOf(controller, dialled, view))
      }
    }
    return verdicts
  },
}

/** Empty where policies allow everything, or nothing is known of who dials. */
export function controllerVerdicts(
  { metadata: { name, namespace } }: { readonly metadata: { readonly name: string; readonly namespace?: string } },
  view: RuleView,
): readonly ControllerVerdict[] {
  return view.derive(ANY_POLICY, '') ? view.derive(CONTROLLER_VERDICTS, `${namespace}/${name}`) : []
}

interface Controller {
  readonly pod: Pod
  readonly isCertain: boolean
}

/** Ready controller Pods of the classes of the Ingresses that lead to a Service. */
function controllersOf(service: string, view: RuleView): Controller[] {
  const ingresses = view.lookup(SOURCES_OF_SERVICE, service).filter((one): one is Ingress => one.kind === 'Ingress')
  const classes = new Set(ingresses.flatMap((ingress) => ingressClassName(ingress) ?? []))
  const scores = new Map<Pod, number>()
  for (const name of classes) {
    for (const { isReady, object, score } of view.derive(CONTROLLER_CANDIDATES, name)) {
      const pod = isReady ? view.get(object) : undefined
      if (pod?.kind === 'Pod') scores.set(pod, score)
    }
  }
  return oneOfEach([...scores.keys()]).map((pod) => ({ pod, isCertain: (scores.get(pod) ?? 0) >= CERTAIN_SCORE }))
}

/** One Pod of each controlling owner: policies see those of one owner alike. */
function oneOfEach(pods: readonly Pod[]): Pod[] {
  const byOwner = new Map<string, Pod>()
  for (const pod of pods) {
    const owner = pod.metadata.ownerReferences.find(({ controller }) => controller)?.uid ?? pod.metadata.uid
    if (!byOwner.has(owner)) byOwner.set(owner, pod)
  }
  return [...byOwner.values()].slice(0, MOST_PODS)
}

interface Dialled {
  readonly pod: Pod
  readonly port: number
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
}

function verdictOf(controller: Controller, { pod, port, protocol }: Dialled, view: RuleView): ControllerVerdict[] {
  const connection = { from: { type: 'pod', pod: controller.pod }, to: { type: 'pod', pod }, port, protocol } as const
  const { egress, ingress, verdict } = reach(connection, view)
  if (verdict !== 'deny' && verdict !== 'undefined') return []
  const deciding: DirectionVerdict = ingress.verdict === verdict ? ingress : egress
  const { decidedBy, message, policies } = deciding
  return [
    {
      ...{ verdict, port, protocol, policies },
      controller: keyOf(controller.pod),
      isCertain: controller.isCertain,
      pod: keyOf(pod),
      nearest: decidedBy ? `${decidedBy.policy} ${decidedBy.field}` : '',
      text: message.text,
    },
  ]
}
