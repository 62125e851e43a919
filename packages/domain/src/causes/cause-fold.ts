import type { RecordedChange } from '../history/change.ts'
import type { AppliedChange, Snapshot } from '../history/snapshot.ts'
import { attributeCause } from './attribute-cause.ts'
import { type AttributedTransition, CAUSE_WINDOW, type EndpointTransition } from './cause-types.ts'
import { CauseWindow } from './cause-window.ts'
import { TransitionFold } from './transition-fold.ts'

/** More transitions than these do not wait: the oldest are attributed by what is known then. */
const MAX_WAITING = 20_000

/**
 * Turns the log, change by change, into endpoint transitions with their causes (rule H.5). Each is told once, in `seq` order,
 * when what may prove it has been told: `CAUSE_WINDOW.afterMs` later.
 *
 * What lies more than `CAUSE_WINDOW.beforeMs` before a transition proves nothing. So a fold that begins that long before a
 * moment, with the objects of then, tells of everything after the moment what one tells that began with the log; but of what an
 * endpoint recovers from it knows only what it was told.
 */
export class CauseFold {
  readonly #window: CauseWindow
  readonly #transitions: TransitionFold
  /** Oldest first. */
  #waiting: EndpointTransition[] = []
  /** Why each endpoint came to where it is, by Service and identity; forgotten when it leaves. */
  readonly #earlier = new Map<string, NonNullable<EndpointTransition['earlier']>>()

  /** @param snapshot moved on by the caller: at each call it is as the change at hand leaves it */
  constructor(snapshot: Snapshot) {
    this.#window = new CauseWindow(snapshot)
    this.#transitions = new TransitionFold(snapshot)
  }

  /**
   * Take the next change of the log. What was due before it is told by what was so then, if `advance` was called up to just
   * before it while the snapshot was still without it.
   * @param applied what `Snapshot.apply` answered for it
   */
  apply(change: RecordedChange, applied: AppliedChange): AttributedTransition[] {
    this.#window.take(change, applied)
    this.#waiting.push(...this.#transitions.apply(change, applied))
    const attributed = this.#attributeUpTo(this.#window.now - CAUSE_WINDOW.afterMs)
    this.#window.forget()
    return attributed
  }

  /** Nothing was told for a while: what has waited long enough at a moment (epoch ms). */
  advance(now: number): AttributedTransition[] {
    return this.#attributeUpTo(now - CAUSE_WINDOW.afterMs)
  }

  /** What still waits, attributed by what is known so far; it will be told again. */
  provisional(): AttributedTransition[] {
    return this.#waiting.map((transition) => this.#attributed(transition))
  }

  /** Attribute everything that waits: the log ends here. */
  flush(): AttributedTransition[] {
    return this.#attributeUpTo(Number.POSITIVE_INFINITY)
  }

  #attributeUpTo(at: number): AttributedTransition[] {
    const due = this.#waiting.findIndex((transition) => transition.at > at)
    const count = Math.max(due < 0 ? this.#waiting.length : due, this.#waiting.length - MAX_WAITING)
    if (count === 0) return []
    return this.#waiting.splice(0, count).map((transition) => {
      const attributed = this.#attributed(transition)
      this.#note(attributed)
      return attributed
    })
  }

  #attributed(transition: EndpointTransition): AttributedTransition {
    const earlier = this.#earlier.get(nameOf(transition))
    const known = earlier ? { ...transition, earlier } : transition
    return { transition: known, cause: attributeCause(known, this.#window) }
  }

  #note({ cause, transition }: AttributedTransition): void {
    if (transition.to === undefined) this.#earlier.delete(nameOf(transition))
    else if (transition.from !== transition.to) this.#earlier.set(nameOf(transition), { to: transition.to, cause })
  }
}

const nameOf = ({ identity, service }: EndpointTransition): string => `${service} ${identity}`
