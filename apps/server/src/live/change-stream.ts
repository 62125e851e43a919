import type { RecordedChange } from '@portolan/domain'
import type { ChangesQuery } from '@portolan/pipeline/ports'
import { changeAnswer } from '../answers/change-answer.ts'
import type { OpenLog } from '../reading/logbook.ts'
import type { PreparedFilter } from './change-filter.ts'
import type { LiveStream, Position, Step } from './live-stream.ts'

/** Of one message; one change larger than that goes alone. */
const MESSAGE_BYTES = 65_536
const PAGE = 200
const MIN_INTERVAL_MS = 10
const MAX_INTERVAL_MS = 200

const sizes = new WeakMap<RecordedChange, number>()

/** The log under one filter, as `changes` messages: from memory where it reaches, else from the log. */
export class ChangeStream implements LiveStream {
  readonly #log: OpenLog
  readonly #filter: PreparedFilter

  constructor(log: OpenLog, filter: PreparedFilter) {
    this.#log = log
    this.#filter = filter
  }

  get head(): Position {
    return at(this.#log.recording.feed.seq)
  }

  read(from: Position): Step | undefined {
    const changes = this.#log.recording.feed.since(from.seq)
    return changes && stepOver(changes.filter(this.#filter.matches), from, this.head.seq)
  }

  async readOlder(from: Position): Promise<Step> {
    const { reader } = this.#log
    const known = this.head.seq
    const page = await reader.changes({ ...queryOf(this.#filter), after: from.seq, order: 'asc', limit: PAGE })
    const { oldest } = await reader.bounds()
    // Looked up after the page: what was forgotten meanwhile may be missing in it.
    if (from.seq > known || oldest === undefined || oldest.seq > from.seq + 1) return 'reset'
    const last = page.at(-1)?.seq ?? 0
    return stepOver(page, from, page.length < PAGE ? Math.max(known, last) : last)
  }

  /**
   * A thousand followers get five messages a second, a few get every commit: it is messages that cost, more than what is in
   * them, on both ends and in between.
   */
  intervalMs(followers: number): number {
    return Math.min(MAX_INTERVAL_MS, Math.max(MIN_INTERVAL_MS, followers / 5))
  }
}

/** One message with as many of these changes as fit; `end` is reached when all do. */
function stepOver(matching: readonly RecordedChange[], from: Position, end: number): Step {
  let bytes = 0
  let count = 0
  for (const change of matching) {
    bytes += sizeOf(change)
    if (count > 0 && bytes > MESSAGE_BYTES) break
    count++
  }
  const taken = matching.slice(0, count)
  const seq = count === matching.length ? end : (taken.at(-1)?.seq ?? end)
  return {
    message: { name: 'changes', payload: { after: from.seq, seq, changes: taken.map(changeAnswer) } },
    reached: at(seq),
  }
}

function at(seq: number): Position {
  return { seq, mark: seq }
}

function sizeOf(change: RecordedChange): number {
  const known = sizes.get(change)
  if (known !== undefined) return known
  const size = JSON.stringify(changeAnswer(change)).length
  sizes.set(change, size)
  return size
}

function queryOf({ filter: { kinds, namespaces } }: PreparedFilter): Partial<ChangesQuery> {
  return {
    ...(kinds !== undefined && { kinds }),
    ...(namespaces !== undefined && { namespaces }),
  }
}
