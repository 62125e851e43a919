import { Readable } from 'node:stream'
import type { ChangesQuery, HistoryReader } from '@portolan/pipeline/ports'
import { changeAnswer } from '../answers/change-answer.ts'

const PAGE = 500

export interface LinesRequest extends Omit<ChangesQuery, 'limit'> {
  /** Stop after so many changes; absent: at the end. */
  readonly total?: number
}

/** Changes as lines of JSON. Reads the next page only when the one before was taken, so memory is that of one page. */
export function changesAsLines(reader: HistoryReader, request: LinesRequest): Readable {
  return Readable.from(pagesOfLines(reader, request), { objectMode: false, highWaterMark: 65_536 })
}

async function* pagesOfLines(reader: HistoryReader, request: LinesRequest): AsyncGenerator<string> {
  const { total = Number.POSITIVE_INFINITY, ...query } = request
  let left = total
  let reached = {}
  while (left > 0) {
    const limit = Math.min(PAGE, left)
    const changes = await reader.changes({ ...query, ...reached, limit })
    yield changes.map((change) => `${JSON.stringify(changeAnswer(change))}\n`).join('')
    const last = changes.at(-1)
    if (last === undefined || changes.length < limit) return
    left -= changes.length
    reached = query.order === 'asc' ? { after: last.seq } : { before: last.seq }
  }
}
