import type { RolloutDetail } from '@portolan/contract'

type PodLane = RolloutDetail['pods'][number]
type PhaseMark = PodLane['phases'][number]

const STORY_STEPS = ['asked', 'made', 'passed', 'listed', 'found'] as const
export type StoryStepName = (typeof STORY_STEPS)[number]

/** One of five answers to "how did the ingress find my new Pods?", with what proves it. */
export interface StoryStep {
  readonly name: StoryStepName
  /** Epoch ms; absent where it has not happened, or was not seen. */
  readonly at?: number
  /** Whose clock. */
  readonly clock?: PhaseMark['clock']
  /** `seq` of the change that told it. */
  readonly seq: number | undefined
  /** Object keys. */
  readonly objects: readonly string[]
}

/** How the first new Pod came to be sent requests, from the log of this rollout alone. */
export interface Story {
  readonly pod: PodLane | undefined
  readonly service: string | undefined
  readonly steps: readonly StoryStep[]
  readonly lagMs: number | undefined
  readonly rules: number
  /** The first old Pod that left in return; absent where none has. */
  readonly left: { readonly name: string; readonly at: number; readonly seq: number | undefined } | undefined
}

/** @param service `namespace/name`: through which Service they are found */
export function storyOf(rollout: RolloutDetail, service: string | undefined): Story {
  const pod = firstFound(rollout.pods, service)
  const { kind, namespace, name } = rollout.workload
  const podKey = pod && `Pod/${pod.namespace}/${pod.name}`
  const serviceKey = service && `Service/${service}`
  const listed = pod && markOf(pod, 'endpoint-ready', service)
  const routes = rollout.routes.filter((route) => route.service === serviceKey)
  const step = (stepName: StoryStepName, mark: PhaseMark | undefined, objects: readonly (string | undefined)[]) => ({
    name: stepName,
    ...(mark && whenTold(mark)),
    seq: mark?.told?.seq,
    objects: objects.filter((key) => key !== undefined),
  })
  const old = firstLeft(rollout.pods, service)
  return {
    pod,
    service,
    lagMs: pod?.lagMs,
    rules: routes.length,
    left: old,
    steps: [
      {
        name: 'asked',
        at: Date.parse(rollout.requestedAt),
        clock: 'portolan',
        seq: rollout.requested.seq,
        objects: [`${kind}/${namespace}/${name}`],
      },
      step('made', pod && markOf(pod, 'created'), [podKey]),
      step('passed', pod && markOf(pod, 'ready'), [podKey]),
      step('listed', listed, [serviceKey]),
      step(
        'found',
        routes.length > 0 ? listed : undefined,
        [...new Set(routes.map(({ object }) => object))].slice(0, 3),
      ),
    ],
  }
}

/** On our clock where Portolan was told: only so the steps can be held against each other. */
function whenTold({ at, clock, told }: PhaseMark): Pick<StoryStep, 'at' | 'clock'> {
  return told ? { at: Date.parse(told.at), clock: 'portolan' } : { at: Date.parse(at), clock }
}

/** The new Pod that was ready in a slice first; where none was, the one that came furthest. */
function firstFound(pods: readonly PodLane[], service: string | undefined): PodLane | undefined {
  const fresh = pods.filter(({ role }) => role === 'new')
  const readyAt = (pod: PodLane) => markOf(pod, 'endpoint-ready', service)?.at
  return fresh.toSorted((a, b) => {
    const [first, second] = [readyAt(a), readyAt(b)]
    if (first !== undefined && second !== undefined) return first < second ? -1 : 1
    return Number(first === undefined) - Number(second === undefined) || b.phases.length - a.phases.length
  })[0]
}

function firstLeft(pods: readonly PodLane[], service: string | undefined): Story['left'] {
  const leaving = pods
    .filter(({ role }) => role === 'old')
    .flatMap((pod) => {
      const mark = markOf(pod, 'endpoint-terminating', service)
      return mark ? [{ name: pod.name, at: Date.parse(mark.at), seq: mark.told?.seq }] : []
    })
  return leaving.sort((a, b) => a.at - b.at)[0]
}

function markOf({ phases }: PodLane, phase: PhaseMark['phase'], service?: string): PhaseMark | undefined {
  return phases.find((mark) => mark.phase === phase && (mark.service === undefined || mark.service === service))
}
