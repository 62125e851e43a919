import type { RecordedChange } from '@portolan/contract'
import { urlOf } from '../../api/request.ts'
import { ServerUnreachable } from '../../errors.ts'
import { csvLine } from '../../ui/as-csv.ts'
import { saveFile } from '../../ui/save-file.ts'
import type { TableFormat } from '../../ui/table-menu.tsx'
import { findInLog } from './log-filter.ts'
import type { LogFilter } from './log-url.ts'

const FIELDS = ['seq', 'observedAt', 'observedFrom', 'evidence', 'change', 'kind', 'namespace', 'name', 'uid'] as const

/**
 * Save every change that the filter and the words find, oldest first, however many: the server streams lines, and the file
 * grows in the browser's store, not in the page's memory. JSON is one change a line.
 *
 * @throws {ServerUnreachable} the server does not answer, or not with the log
 */
export async function saveLog(format: TableFormat, { filter, q }: { filter: LogFilter; q: string }): Promise<void> {
  const url = urlOf({ path: '/changes', query: { ...filter } })
  const answer = await fetch(url, { headers: { accept: 'application/x-ndjson' } }).catch((cause: unknown) => {
    throw new ServerUnreachable(url, { cause })
  })
  if (!answer.ok || answer.body === null) throw new ServerUnreachable(url)
  const lines = answer.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(rewritten(format === 'csv' ? csvOfChange : jsonOfChange, q, format === 'csv' ? csvHead() : ''))
    .pipeThrough(new TextEncoderStream())
  const content = await new Response(lines).blob()
  saveFile(format === 'csv' ? 'log.csv' : 'log.ndjson', content)
}

/** Lines of changes as lines of a file: those in which every word of `q` occurs. */
export function rewritten(
  lineOf: (change: RecordedChange) => string,
  q: string,
  head: string,
): TransformStream<string, string> {
  let rest = ''
  const take = (line: string) => {
    if (line === '') return ''
    const change: RecordedChange = JSON.parse(line)
    return findInLog([change], q).map(lineOf).join('')
  }
  return new TransformStream({
    start: (out) => {
      if (head !== '') out.enqueue(head)
    },
    transform: (chunk, out) => {
      const lines = (rest + chunk).split('\n')
      rest = lines.pop() ?? ''
      out.enqueue(lines.map(take).join(''))
    },
    flush: (out) => out.enqueue(take(rest)),
  })
}

function csvHead(): string {
  return `${csvLine([...FIELDS, 'differences'])}\r\n`
}

/** Differences as one field; a whole object that came or went is said by `change`, and is in JSON only. */
export function csvOfChange(change: RecordedChange): string {
  const differences = change.differences
    .filter(({ path }) => path !== '')
    .map(({ path, ...sides }) => `${path}: ${told(sides, 'before')} → ${told(sides, 'after')}`)
    .join('; ')
  return `${csvLine([...FIELDS.map((field) => change[field]), differences])}\r\n`
}

function jsonOfChange(change: RecordedChange): string {
  return `${JSON.stringify(change)}\n`
}

function told(sides: { before?: unknown; after?: unknown }, side: 'before' | 'after'): string {
  return side in sides ? JSON.stringify(sides[side]) : '–'
}
