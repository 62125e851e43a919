import type { Gap } from '@portolan/domain'

interface Turn {
  /** Epoch ms. */
  readonly at: number
  readonly gap: Gap
}

/** Gaps of the past in the order in which they opened and ended, as a recorder would have told of them. */
export class GapTurns {
  readonly #turns: readonly Turn[]
  readonly #open = new Map<string, Gap>()
  #next = 0

  constructor(gaps: Iterable<Gap>) {
    this.#turns = [...gaps].flatMap(turnsOf).sort((a, b) => a.at - b.at)
  }

  get open(): readonly Gap[] {
    return [...this.#open.values()]
  }

  /** Those that were not taken yet and came up to a time, epoch ms: without their end when they open, with it when they end. */
  *takeUpTo(time: number): Generator<Gap, void> {
    for (let turn = this.#turns[this.#next]; turn && turn.at <= time; turn = this.#turns[++this.#next]) {
      const { gap } = turn
      const name = `${gap.kind} ${gap.namespace ?? ''} ${gap.from}`
      if (gap.to === undefined) this.#open.set(name, gap)
      else this.#open.delete(name)
      yield gap
    }
  }
}

function turnsOf(gap: Gap): Turn[] {
  const { to, ...open } = gap
  return to === undefined
    ? [{ at: gap.from, gap }]
    : [
        { at: gap.from, gap: open },
        { at: to, gap },
      ]
}
