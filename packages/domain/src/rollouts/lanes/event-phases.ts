import { timeOf } from '../../kubernetes/api-time.ts'
import type { KubernetesEvent } from '../../kubernetes/kubernetes-event.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import type { PhaseMark, PodPhaseName } from '../lane-types.ts'
import { containerOfEvent } from './lane-incidents.ts'
import type { Telling } from './phase-book.ts'

/** The phases that only Events tell (rule F.4): images pulled, and the stop begun, which is before preStop. */
export class EventPhases {
  /** The first of each container. */
  readonly #pulled = new Map<string, PhaseMark>()
  #killing: PhaseMark | undefined

  see(event: KubernetesEvent, telling: Telling): void {
    const container = containerOfEvent(event) ?? ''
    if (event.reason === 'Pulled') {
      const mark = markOf('images', event, telling)
      if (mark && mark.at < (this.#pulled.get(container)?.at ?? Number.POSITIVE_INFINITY))
        this.#pulled.set(container, mark)
    }
    if (event.reason === 'Killing' && !isRestart(event)) {
      const mark = markOf('stopping', event, telling)
      if (mark && mark.at < (this.#killing?.at ?? Number.POSITIVE_INFINITY)) this.#killing = mark
    }
  }

  /** As far as they are the phases of this Pod: a Pod that nobody deletes does not stop. */
  marks({ metadata }: Pod): PhaseMark[] {
    const last = [...this.#pulled.values()].reduce<PhaseMark | undefined>(
      (latest, mark) => (latest === undefined || mark.at > latest.at ? mark : latest),
      undefined,
    )
    const isDeleted = metadata.deletionTimestamp !== undefined
    return [...(last ? [last] : []), ...(isDeleted && this.#killing ? [this.#killing] : [])]
  }
}

/** The kubelet kills a container to start it anew: its Pod stays. */
const isRestart = ({ message }: KubernetesEvent): boolean =>
  /will be restarted|failed (liveness|startup) probe/.test(message)

function markOf(phase: PodPhaseName, event: KubernetesEvent, { evidence, moment }: Telling): PhaseMark | undefined {
  const time = event.eventTime ?? event.firstTimestamp
  if (time === undefined) return undefined
  const { ms, precisionMs } = timeOf(time)
  return {
    phase,
    at: ms,
    earliest: ms,
    latest: ms + Math.max(0, Math.ceil(precisionMs) - 1),
    clock: 'node',
    source: `Event ${event.reason}`,
    evidence,
    told: moment,
  }
}
