import type { Moment } from '../rollout-types.ts'
import { MAX_SERIES_STEPS, type RolloutSeries, type SeriesStep } from '../series-types.ts'
import type { RevisionPair, ServiceWants } from '../service-watch.ts'
import { type ThinnableStep, thinSteps } from './thin-steps.ts'

/** How one Service is at a moment. */
export interface SeriesReading {
  readonly ready: ReadonlyMap<string | undefined, number>
  readonly servingTerminating: number
  readonly wants: ServiceWants
}

/** A step as it is recorded: `ready` by the order in which revisions were first seen. */
interface RecordedStep extends ThinnableStep, Omit<SeriesStep, 'ready'> {
  readonly ready: readonly number[]
}

/** Records the ready endpoints of one Service by revision, step by step, in bounded memory. */
export class SeriesRecorder {
  readonly #service: string
  readonly #revisions: (string | undefined)[] = []
  #steps: readonly RecordedStep[] = []
  #tail: RecordedStep[] = []

  constructor(service: string) {
    this.#service = service
  }

  /** From this moment on it is so. What one list tells is one step: the order of its slices is no course of things. */
  read(from: Moment, reading: SeriesReading): void {
    const last = this.#tail.at(-1)
    const step = this.#stepOf(from, reading)
    const isSameList = from.isListed === true && last?.from.isListed === true && last.from.at === from.at
    if (isSameList && this.#tail.length > 1) this.#tail.pop()
    const before = this.#tail.at(-1)
    if (before && isSame(before, step)) return
    this.#tail.push(step)
    if (this.#tail.length > MAX_SERIES_STEPS) this.#compact()
  }

  /** The two revisions of the rollout are in it, whether or not an endpoint of them was ever ready. */
  series(rollout: RevisionPair): RolloutSeries {
    const steps = thinSteps([...this.#steps, ...this.#tail], MAX_SERIES_STEPS)
    const revisions = inOrder(this.#revisions, rollout)
    const places = revisions.map((revision) => this.#revisions.indexOf(revision))
    return {
      service: this.#service,
      revisions,
      steps: steps.map(({ from, ready, servingTerminating, desired, minAvailable, merged }) => ({
        ...{ from, ready: places.map((place) => ready[place] ?? 0) },
        ...{ servingTerminating, desired, minAvailable, merged },
      })),
    }
  }

  /** The newest steps stay exact until there is no room; one stays behind to compare the next with. */
  #compact(): void {
    const last = this.#tail.pop()
    this.#steps = thinSteps([...this.#steps, ...this.#tail], MAX_SERIES_STEPS)
    this.#tail = last ? [last] : []
  }

  #stepOf(from: Moment, { ready, servingTerminating, wants }: SeriesReading): RecordedStep {
    for (const revision of ready.keys()) if (!this.#revisions.includes(revision)) this.#revisions.push(revision)
    const counts = this.#revisions.map((revision) => ready.get(revision) ?? 0)
    const { desired, minAvailable } = wants
    const total = counts.reduce((sum, count) => sum + count, 0)
    return { from, at: from.at, ready: counts, total, servingTerminating, desired, minAvailable, merged: 1 }
  }
}

/** The old one first, the new one last, between them as they were seen. */
function inOrder(seen: readonly (string | undefined)[], { from, to }: RevisionPair): (string | undefined)[] {
  const others = seen.filter((revision) => revision === undefined || (revision !== from && revision !== to))
  return [...(from === undefined ? [] : [from]), ...others, ...(to === undefined ? [] : [to])]
}

function isSame(a: RecordedStep, b: RecordedStep): boolean {
  return (
    a.servingTerminating === b.servingTerminating &&
    a.desired === b.desired &&
    a.minAvailable === b.minAvailable &&
    a.total === b.total &&
    b.ready.every((count, index) => count === (a.ready[index] ?? 0))
  )
}
