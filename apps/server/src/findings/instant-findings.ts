import {
  evaluateFindings,
  type Finding,
  type ObjectKey,
  parseObjectKey,
  RULES,
  type Snapshot,
  type Suppression,
  suppressedRules,
} from '@portolan/domain'
import { TooLargeError } from '../errors.ts'
import { ReadingQueue, type SharedRead } from '../reading/reading-queue.ts'
import type { View } from '../reading/view.ts'
import { FindingsReplay, MAX_REPLAYED_OBJECTS, type ReplayOptions } from './findings-replay.ts'

/** How long before an instant rules begin to be evaluated: what holds for longer is told to be older. */
const EVALUATED_MS = 600_000
/** Instants that are remembered. */
const MAX_KNOWN = 8

/** What is known of Services by the objects of their own namespace alone. */
const SERVICE_RULES = RULES.filter(
  ({ group, subjects }) => (group === 'service' || group === 'endpoint-slice') && subjects.includes('Service'),
)

/** What the rules said at an instant of the past. */
export interface FindingsThen {
  /** Ascending by subject, rule and part. */
  readonly findings: readonly Finding[]
  readonly suppressed: readonly Suppression[]
  /** What held, but not yet for long enough; none where the objects of the instant alone were judged. In no promised order. */
  readonly settling: readonly Finding[]
}

export interface InstantQuery {
  /** Only what is in these, and what is in none; absent: everything. */
  readonly namespaces?: readonly string[] | undefined
  /** Aborts when nobody waits for the answer any more. */
  readonly signal?: AbortSignal | undefined
}

/**
 * What the rules said of instants of the past: raised and cleared as it was then, by the changes before. Of a cluster that is
 * too large for that the objects of the instant alone are judged, without `since`.
 */
export class InstantFindings {
  readonly #options: ReplayOptions
  readonly #queue = new ReadingQueue()
  /** In order of use. */
  readonly #known = new Map<string, SharedRead<FindingsThen | undefined>>()

  constructor(options: ReplayOptions) {
    this.#options = options
  }

  /**
   * @param view of the whole cluster
   * @throws {TooLargeError} everything is too much
   * @throws {TooManyReadersError | ClientGoneError} too many wait; the signal aborted
   */
  async of(view: View, { namespaces, signal }: InstantQuery): Promise<FindingsThen> {
    const { snapshot } = view
    if (snapshot.size <= MAX_REPLAYED_OBJECTS) {
      const found = await this.#find(view).awaited(signal)
      if (found) return found
    } else if (namespaces === undefined) {
      throw new TooLargeError(
        `The findings of ${snapshot.size} objects of the past are too many to be evaluated at once: ask for some namespaces.`,
      )
    }
    return {
      findings: evaluateFindings(snapshot, namespaces === undefined ? {} : { namespaces }),
      suppressed: suppressedRules(RULES, { snapshot, history: {} }),
      settling: [],
    }
  }

  #find({ snapshot: { seq }, time }: View): SharedRead<FindingsThen | undefined> {
    const name = `${seq} ${time}`
    const known = this.#known.get(name)
    const read = known === undefined || known.isAbandoned ? this.#queue.add(() => this.#replay(seq, time)) : known
    this.#known.delete(name)
    this.#known.set(name, read)
    read.result.catch(() => this.#known.delete(name))
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MAX_KNOWN) break
      this.#known.delete(oldest)
    }
    return read
  }

  async #replay(seq: number, time: number): Promise<FindingsThen | undefined> {
    const replay = await FindingsReplay.over({ seq, time, evaluatedMs: EVALUATED_MS }, this.#options)
    if (!replay) return undefined
    const { book, suppressed } = replay
    return { findings: book.findings(time), settling: book.settling(time), suppressed }
  }
}

/** What the rules about Services say of one of them, by the objects of its namespace, without `since`. */
export function findingsOfService(snapshot: Snapshot, subject: ObjectKey): readonly Finding[] {
  const { namespace = '' } = parseObjectKey(subject) ?? {}
  const findings = evaluateFindings(snapshot, { namespaces: [namespace], rules: SERVICE_RULES })
  return findings.filter((finding) => finding.subject === subject)
}
