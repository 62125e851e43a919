import { setImmediate } from 'node:timers/promises'
import {
  bySubjectAndRule,
  type Finding,
  FindingsBook,
  keyOf,
  type ObjectKey,
  RULE_GROUPS,
  RULES,
  type RuleHistory,
  type Suppression,
  suppressedRules,
} from '@portolan/domain'
import type { CommittedChange, Recording } from '@portolan/pipeline'
import type { Clock, HistoryReader } from '@portolan/pipeline/ports'
import { ZeroReadyBook } from './zero-ready-book.ts'

/** Windows that began earlier tell no rule of now anything. */
const RECALLED_MS = 3_600_000
const MAX_RECALLED = 1_000

export interface LiveFindingsOptions {
  readonly recording: Recording
  readonly reader: HistoryReader
  readonly clock: Pick<Clock, 'now'>
  /** Told of what could not be read of the past, which findings go on without; and of a rule at fault, which ends them. */
  readonly failed: (error: unknown) => void
}

/** What the rules say now. */
export interface FindingsNow {
  /** Ascending by subject, rule and part. */
  readonly findings: readonly Finding[]
  readonly suppressed: readonly Suppression[]
  /** Epoch ms from which on they have been so, for all that is known: with the `seq` it names the answer. */
  readonly since: number
}

/**
 * The findings of the live snapshot, kept up change by change.
 *
 * They are begun when every granted kind was read: before, next to everything would be suppressed. One group of rules is begun
 * at a time, and others are served in between, so that a large cluster does not hold everything up.
 */
export class LiveFindings {
  readonly #options: LiveFindingsOptions
  readonly #windows = new ZeroReadyBook()
  readonly #history: RuleHistory
  readonly #books: FindingsBook[] = []
  #begun: Promise<void> | undefined
  #visibility = ''
  #suppressed: readonly Suppression[] | undefined
  /** Absent after a change. */
  #now: (FindingsNow & { readonly until: number }) | undefined

  constructor(options: LiveFindingsOptions) {
    this.#options = options
    this.#history = { zeroReadyWindows: (namespace, name) => this.#windows.of(`${namespace}/${name}`) }
    options.recording.feed.subscribe((committed) => this.#take(committed))
  }

  /** Look for what changes without a change of the log: call it about once a second. */
  tick(): void {
    if (this.#begun === undefined) {
      if (this.#options.recording.isReady()) this.#begun = this.#endingWithFault(this.#begin())
      return
    }
    const visibility = this.#visibilityNow()
    if (visibility === this.#visibility) return
    this.#visibility = visibility
    this.#suppressed = undefined
    this.#now = undefined
    this.#endAtFault(() => {
      for (const book of this.#books) book.visibilityChanged(this.#options.clock.now())
    })
  }

  /**
   * Resolves `undefined` while granted kinds are still being read.
   *
   * @throws whatever a rule at fault threw; it was told already
   */
  async read(): Promise<FindingsNow | undefined> {
    this.tick()
    await this.#begun
    return this.#begun && this.#read(this.#options.clock.now())
  }

  /** Those of one object, by rule and part; none while granted kinds are still being read, or where a rule is at fault. */
  async readOf(subject: ObjectKey): Promise<readonly Finding[]> {
    this.tick()
    await this.#begun?.catch(() => undefined)
    const now = this.#options.clock.now()
    return this.#books.flatMap((book) => book.findingsOf(subject, now)).sort(bySubjectAndRule)
  }

  async #begin(): Promise<void> {
    const { recording, clock } = this.#options
    this.#visibility = this.#visibilityNow()
    await this.#recallWindows()
    for (const group of RULE_GROUPS) {
      const rules = RULES.filter((rule) => rule.group === group)
      await setImmediate()
      this.#books.push(new FindingsBook(recording.snapshot, clock.now(), { rules, history: this.#history }))
    }
    this.#now = undefined
  }

  async #recallWindows(): Promise<void> {
    const { reader, clock, failed } = this.#options
    const now = clock.now()
    try {
      const query = { from: now - RECALLED_MS, to: now + 1, limit: MAX_RECALLED }
      this.#windows.recall(await reader.zeroReadyWindows(query))
    } catch (error) {
      this.#windows.recall([])
      failed(error)
    }
  }

  #take(committed: readonly CommittedChange[]): void {
    this.#now = undefined
    for (const { before, after, change, ledger } of committed) {
      for (const entry of ledger) this.#windows.note(entry)
      const key = keyOf({ kind: change.kind, metadata: change })
      this.#endAtFault(() => {
        for (const book of this.#books) book.apply({ key, before, after }, change.observedAt)
      })
    }
  }

  /** A rule at fault ends the findings, never the recording that tells them of changes. */
  #endAtFault(evaluate: () => void): void {
    try {
      evaluate()
    } catch (error) {
      this.#begun = this.#endingWithFault(Promise.reject(error))
    }
  }

  #endingWithFault(evaluation: Promise<void>): Promise<void> {
    evaluation.catch((error: unknown) => {
      this.#books.length = 0
      this.#options.failed(error)
    })
    return evaluation
  }

  /** Time alone changes nothing until the books say so. */
  #read(now: number): FindingsNow {
    if (this.#now !== undefined && now < this.#now.until) return this.#now
    const findings = this.#books.flatMap((book) => book.findings(now)).sort(bySubjectAndRule)
    const until = Math.min(...this.#books.map((book) => book.nextAt(now) ?? Number.POSITIVE_INFINITY))
    this.#now = { findings, suppressed: this.#suppressedNow(), since: now, until }
    return this.#now
  }

  #suppressedNow(): readonly Suppression[] {
    const { snapshot } = this.#options.recording
    this.#suppressed ??= suppressedRules(RULES, { snapshot, history: this.#history })
    return this.#suppressed
  }

  /** Of the scopes that are watched: nothing else can become another. */
  #visibilityNow(): string {
    const { recording } = this.#options
    const { snapshot } = recording
    return recording
      .streams()
      .map(({ stream: { kind, namespace } }) => snapshot.visibilityOf(kind, namespace))
      .join()
  }
}
