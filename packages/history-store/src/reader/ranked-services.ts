import type { ChurnStep, ServiceChurn } from '@portolan/pipeline/ports'

interface Ranked {
  readonly churn: number
  readonly counted: ServiceChurn
}

/** Of the Services that are added the few that churned most. Holds twice as many at most. */
export class RankedServices {
  readonly #limit: number
  #ranked: Ranked[] = []
  #total = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** How many of those that were added churned at all. */
  get total(): number {
    return this.#total
  }

  /** @param service `namespace/name` */
  add(service: string, steps: readonly ChurnStep[]): void {
    const counted = serviceChurn(service, steps)
    const churn = counted.added + counted.removed + counted.flips
    if (churn === 0) return
    this.#total++
    this.#ranked.push({ churn, counted })
    if (this.#ranked.length >= 2 * this.#limit) this.#cut()
  }

  /** Most churn first, then by name. */
  first(): readonly ServiceChurn[] {
    this.#cut()
    return this.#ranked.map(({ counted }) => counted)
  }

  #cut(): void {
    this.#ranked.sort((a, b) => b.churn - a.churn || (a.counted.service < b.counted.service ? -1 : 1))
    this.#ranked.length = Math.min(this.#ranked.length, this.#limit)
  }
}

function serviceChurn(service: string, steps: readonly ChurnStep[]): ServiceChurn {
  const sum = (count: (step: ChurnStep) => number) => steps.reduce((total, step) => total + count(step), 0)
  const ready = steps.at(-1)?.ready
  const readyMin = leastReady(steps)
  return {
    service,
    added: sum(({ added }) => added),
    removed: sum(({ removed }) => removed),
    becameReady: sum(({ becameReady }) => becameReady),
    becameUnready: sum(({ becameUnready }) => becameUnready),
    flips: sum(({ flips }) => flips),
    zeroReadyMs: sum(({ zeroReadyMs }) => zeroReadyMs),
    ...(ready !== undefined && { ready }),
    ...(readyMin !== undefined && { readyMin }),
    churnBySteps: steps.map(({ added, removed, flips }) => added + removed + flips),
    zeroReadyMsBySteps: steps.map(({ zeroReadyMs }) => zeroReadyMs),
  }
}

/** The fewest ready after there was one: what was before a Service had its first is no loss. */
function leastReady(steps: readonly ChurnStep[]): number | undefined {
  let least: number | undefined
  let before: number | undefined
  for (const { ready, readyMin } of steps) {
    if (readyMin !== undefined && (before ?? readyMin) > 0) least = Math.min(least ?? readyMin, readyMin)
    before = ready
  }
  return least
}
