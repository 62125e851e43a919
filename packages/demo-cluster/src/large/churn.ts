import type { ObjectStore } from '../api-server/object-store.ts'
import type { Named } from '../api-server/stored-object.ts'
import { kinds } from '../controllers/objects/kinds.ts'
import { pick, seededRandom } from '../controllers/time/chance.ts'
import { LiveTimers } from '../controllers/time/live-timers.ts'
import type { Timers } from '../controllers/time/timers.ts'
import { type ChurnContext, flipReadiness, replacePod, type Writes } from './churn-steps.ts'

export interface ChurnOptions {
  /** Writes per second, all kinds together. */
  changesPerSecond: number
  /** One seed, one sequence of writes. Default 1. */
  seed?: number
  /** Default: the wall clock. */
  timers?: Timers
}

/** Writes that go on until they are stopped. */
export interface Churn {
  /** How many there have been. */
  readonly changes: number
  stop(): void
}

const TICK_MS = 10
/** Endpoints in trouble at one time: between two writes about one, there are as many about others. */
const CONCURRENT = 32
/** Of ten troubles, seven are a readiness that flips and three a Pod that is replaced. */
const FLIP_SHARE = 0.7

/**
 * Keep a large cluster moving: Pods lose and regain their readiness, Pods are replaced, and the EndpointSlices follow,
 * in the order real controllers write. It keeps the rate on average: what a late timer missed is made up for. The
 * number of Pods stays as it was. A cluster without endpoints stays still.
 */
export function churn(
  store: ObjectStore,
  { changesPerSecond, seed = 1, timers = new LiveTimers() }: ChurnOptions,
): Churn {
  const random = seededRandom(seed)
  const slices = store.list(kinds.endpointSlices).filter(({ endpoints }) => (endpoints ?? []).length > 0)
  const troubles = new Troubles({ store, random, now: () => timers.now() }, slices)
  const startedAt = timers.now()
  let changes = 0
  let isStopped = false
  const tick = (): void => {
    if (isStopped) return
    const due = Math.floor(((timers.now() - startedAt) * changesPerSecond) / 1000)
    while (changes < due && troubles.step()) changes += 1
    timers.after(TICK_MS, tick)
  }
  timers.after(TICK_MS, tick)
  return {
    get changes() {
      return changes
    },
    stop: () => {
      isStopped = true
    },
  }
}

/** The troubles going on, each on a slice of its own, taking turns. */
class Troubles {
  readonly #context: ChurnContext
  readonly #slices: readonly Named[]
  readonly #running: { slice: Named; steps: Writes }[] = []
  readonly #busy = new Set<Named>()
  #turn = 0

  constructor(context: ChurnContext, slices: readonly Named[]) {
    this.#context = context
    this.#slices = slices
  }

  /** Make one write. @returns false when there is nothing to write to */
  step(): boolean {
    for (let attempt = 0; attempt < CONCURRENT * 2; attempt++) {
      if (this.#running.length < CONCURRENT) this.#begin()
      this.#turn = (this.#turn + 1) % Math.max(1, this.#running.length)
      const trouble = this.#running[this.#turn]
      if (trouble === undefined) return false
      if (trouble.steps.next().done !== true) return true
      this.#running.splice(this.#turn, 1)
      this.#busy.delete(trouble.slice)
    }
    return false
  }

  #begin(): void {
    const slice = pick(this.#context.random, this.#slices)
    if (slice === undefined || this.#busy.has(slice)) return
    const change = this.#context.random() < FLIP_SHARE ? flipReadiness : replacePod
    this.#busy.add(slice)
    this.#running.push({ slice, steps: change(this.#context, slice) })
  }
}
