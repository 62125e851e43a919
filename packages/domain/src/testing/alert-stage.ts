import type { Alert, AlertTransition } from '../alerts/alert.ts'
import { AlertFold } from '../alerts/alert-fold.ts'
import type { AnyAlertRule } from '../alerts/rules/alert-rule.ts'
import { RuleBook } from '../alerts/rules/rule-book.ts'
import { assert } from '../assert.ts'
import { CauseFold } from '../causes/cause-fold.ts'
import type { AttributedTransition } from '../causes/cause-types.ts'
import { LedgerFold } from '../endpoints/ledger-fold.ts'
import { RecentPast } from '../findings/past/recent-past.ts'
import type { RecordedChange } from '../history/change.ts'
import type { Gap } from '../history/gap.ts'
import { isEqualJson } from '../json-value.ts'
import { keyOf } from '../kubernetes/object-key.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import { RolloutFold } from '../rollouts/rollout-fold.ts'
import { aDeletion, aModification, anAddition, aSnapshot, type ChangeOptions } from './changes.ts'
import { sentencesOf } from './findings.ts'
import { aPod, type PodOptions } from './pods.ts'
import { anEndpointSlice, type EndpointOptions, type EndpointSliceOptions } from './services.ts'

/** An hour after everything on a stage was made. */
const START = Date.parse('2026-01-01T01:00:00Z')
/** When the curtain rises on what is there from the beginning, long before anything happens. */
const BEGINNING = START - 10 * 60_000
/** The watching fold is told of time that passes so often. */
const STEP_MS = 1_700

type StagedMoment = ChangeOptions & { readonly observedAt: number }

/**
 * A log of Service `web`, its Pods and whatever else, played scene by scene and judged. It is told to two folds, of which one
 * hears of time only when something happens and the other all the time; they must agree. Times are seconds since the beginning.
 */
export class AlertStage {
  readonly #snapshot = aSnapshot()
  readonly #ledgers = new LedgerFold((uid) => this.#snapshot.byUid('Pod', uid))
  readonly #rollouts = new RolloutFold(this.#snapshot)
  readonly #causes = new CauseFold(this.#snapshot)
  readonly #fold: AlertFold
  readonly #watching: AlertFold
  readonly #endpoints = new Map<string, EndpointOptions>()
  readonly #toldByWatching: AlertTransition[] = []
  readonly #attributed: AttributedTransition[] = []
  #when: StagedMoment = { observedAt: BEGINNING, evidence: 'initial' }
  /** Everything that was told. */
  readonly transitions: AlertTransition[] = []
  /** Everything that was recorded. */
  readonly log: RecordedChange[] = []

  /** @param there what is there from the beginning */
  constructor(there: readonly WatchedObject[] = [], rules: readonly AnyAlertRule[] = []) {
    const start = { snapshot: this.#snapshot, rules: new RuleBook(rules), at: BEGINNING }
    this.#fold = new AlertFold(start)
    this.#watching = new AlertFold(start)
    this.tell(...there)
  }

  /** What is told next is told live, now; what was due before is judged. */
  at(seconds: number): this {
    return this.#passTo({ observedAt: START + seconds * 1000 })
  }

  /** What is told next is told now, by a list, and may have happened since `from`. */
  listedAt(seconds: number, from: number): this {
    const observedFrom = START + from * 1000
    return this.#passTo({ observedAt: START + seconds * 1000, observedFrom, evidence: 'listed' })
  }

  /** These objects are so now. */
  tell(...objects: readonly WatchedObject[]): this {
    for (const object of objects) {
      const before = this.#snapshot.get(keyOf(object))
      if (before && before.metadata.uid !== object.metadata.uid) this.remove(before)
      const seq = this.#snapshot.seq + 1
      const isHere = before?.metadata.uid === object.metadata.uid
      this.#apply(isHere ? aModification(seq, [before, object], this.#when) : anAddition(seq, object, this.#when))
    }
    return this
  }

  remove(...objects: readonly WatchedObject[]): this {
    for (const object of objects) this.#apply(aDeletion(this.#snapshot.seq + 1, object, this.#when))
    return this
  }

  /** A Pod is so now; its endpoint is as ready, unless told otherwise. */
  pod(name: string, pod: PodOptions, endpoint: Omit<EndpointOptions, 'pod'> = { ready: pod.isReady ?? true }): this {
    const options = { ip: '10.0.0.1', node: 'n1', ...pod, labels: { app: 'web', ...pod.labels } }
    const object = aPod(name, options)
    this.#endpoints.set(name, { pod: object, ...endpoint })
    return this.tell(object).tellSlice()
  }

  /** A Pod and its endpoint are gone. */
  podGone(name: string): this {
    const pod = this.#endpoints.get(name)?.pod
    assert(pod, () => `Pod ${name} is not on the stage`)
    this.#endpoints.delete(name)
    return this.tellSlice().remove(pod)
  }

  /** Slice `web-1` says what the stage says. */
  tellSlice(
    endpoints: readonly EndpointOptions[] = [...this.#endpoints.values()],
    { ports }: Pick<EndpointSliceOptions, 'ports'> = {},
  ): this {
    return this.tell(anEndpointSlice('web-1', { service: 'web', endpoints, ...(ports && { ports }) }))
  }

  /** A gap opened, or the same one ended. Seconds. */
  gap({ kind, from, to }: { readonly kind: Gap['kind']; readonly from: number; readonly to?: number }): this {
    const end = to === undefined ? {} : { to: START + to * 1000 }
    const gap: Gap = { kind, from: START + from * 1000, reason: 'expired', ...end }
    this.#toldByWatching.push(...this.#watching.noteGap(gap))
    this.transitions.push(...this.#fold.noteGap(gap))
    return this
  }

  /** From now on these rules hold, before the defaults. */
  rules(...rules: readonly AnyAlertRule[]): this {
    for (const fold of [this.#fold, this.#watching]) fold.setRules(new RuleBook(rules))
    return this
  }

  firing(): Alert[] {
    return this.#fold.firing()
  }

  /** Nothing happens any more up to a moment. @returns every transition, each in a line */
  storyUntil(seconds: number): string[] {
    this.at(seconds)
    this.transitions.push(...this.#fold.advance(this.#when.observedAt))
    this.#toldByWatching.push(...this.#watching.advance(this.#when.observedAt))
    assert(this.#fold.nextDueAt !== this.#fold.now + 1, 'nothing is looked at again and again')
    assert(isEqualJson(this.transitions, this.#toldByWatching), 'whoever watches the clock is told the same')
    return this.transitions.map(lineOf)
  }

  /** What one rule of findings says of how it is now, and came to be. */
  findings(rule: string): string[] {
    const snapshot = aSnapshot()
    const past = new RecentPast(snapshot)
    for (const change of this.log) past.note(snapshot.apply(change), change)
    return sentencesOf(rule, snapshot, past.history)
  }

  /** Kinds of the causes of what was lost and gained, in the order of the log, each once. */
  causes(): { readonly lost: readonly string[]; readonly gained: readonly string[] } {
    const all = [...this.#attributed, ...this.#causes.flush()]
    const isGain = ({ to }: AttributedTransition['transition']) => to === 'ready'
    const isLoss = ({ from }: AttributedTransition['transition']) => from === 'ready'
    const kinds = (of: typeof isGain) => [
      ...new Set(all.filter(({ transition }) => of(transition)).map(({ cause }) => kindOf(cause))),
    ]
    return { lost: kinds(isLoss), gained: kinds(isGain) }
  }

  #passTo(when: StagedMoment): this {
    for (let time = this.#watching.now + STEP_MS; time < when.observedAt; time += STEP_MS) {
      this.#toldByWatching.push(...this.#watching.advance(time))
    }
    this.#when = when
    return this
  }

  #apply(change: RecordedChange): void {
    this.log.push(change)
    this.transitions.push(...this.#fold.advance(change.observedAt - 1))
    this.#toldByWatching.push(...this.#watching.advance(change.observedAt - 1))
    this.#attributed.push(...this.#causes.advance(change.observedAt - 1))
    const applied = this.#snapshot.apply(change)
    const ledger = this.#ledgers.apply(change, applied.before, applied.after)
    const judged = { change, applied, ledger, rollouts: this.#rollouts.apply(change, applied) }
    this.transitions.push(...this.#fold.apply(judged))
    this.#toldByWatching.push(...this.#watching.apply(judged))
    this.#attributed.push(...this.#causes.apply(change, applied))
  }
}

/** As a person would tell it: `12.5 s: raised error: …; why`. */
function lineOf({ alert, at, type }: AlertTransition): string {
  const why = alert.cause === undefined ? '' : `; ${alert.cause.sentence.text}`
  return `${(at - START) / 1000} s: ${type} ${alert.severity}: ${alert.sentence.text}${why}`
}

function kindOf({ kind, detail }: AttributedTransition['cause']): string {
  return detail === undefined ? kind : `${kind} ${detail}`
}
