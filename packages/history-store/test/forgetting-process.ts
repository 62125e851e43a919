// Writes a log that never ends into a small room, as the writing thread does, and forgets meanwhile: `forgetting-process.ts <file>`.
// Waits for a line before it begins; then says the last `seq` of each batch when it is committed.
import { once } from 'node:events'
import { LedgerFold, type OpenLedger } from '@portolan/domain'
import type { StoredObject } from '@portolan/pipeline/ports'
import { LogReader } from '../src/reader/log-reader.ts'
import type { ReaderRequest } from '../src/reader/reader-requests.ts'
import { Retention } from '../src/retention/retention.ts'
import { Connection } from '../src/sqlite/connection.ts'
import { decodeFrame, encodeBatch } from '../src/writer/batch-frames.ts'
import { LogWriter } from '../src/writer/log-writer.ts'
import { turnAt } from './endless-traffic.ts'

const LIMITS = { maxAgeMs: 3_600_000, maxBytes: 600_000 }
const STEPS_BETWEEN_BATCHES = 3

const [, , file = ''] = process.argv
await once(process.stdin, 'data')
const connection = Connection.forWriting(file)
const reader = new LogReader(connection)
const ledgers = [...reader.answer({ type: 'open-ledgers' } satisfies ReaderRequest)].map(
  (text) => JSON.parse(text) as OpenLedger,
)
const objects = [...reader.answer({ type: 'stored-objects' })].map((text) => JSON.parse(text) as StoredObject)
const fold = LedgerFold.restore(ledgers, objects, () => undefined)
const writer = new LogWriter(connection)
const retention = new Retention(connection, LIMITS)

let seq = connection.query<[number]>('SELECT coalesce(max(seq), 0) FROM change').first()?.[0] ?? 0
for (;;) {
  const turns = Array.from({ length: 1 + (seq % 30) }, () => turnAt(++seq))
  const batch = {
    changes: turns.map(({ change }) => change),
    ledger: turns.flatMap(({ change, before, after }) => fold.apply(change, before, after)),
    ...{ cursors: [], gaps: [], recurrences: [], forgotten: [] },
    committedAt: turns.at(-1)?.change.observedAt ?? 0,
  }
  retention.makeRoom()
  for (const frame of encodeBatch(batch)) writer.write(decodeFrame(frame))
  process.stdout.write(`${seq}\n`)
  writer.checkpoint()
  for (let step = 0; step < STEPS_BETWEEN_BATCHES; step++) retention.step()
}
