import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import type { RecordedChange } from '@portolan/domain'
import type { Recorder } from '@portolan/pipeline'
import type { HistoryReader } from '@portolan/pipeline/ports'
import { ClusterProcess } from './cluster-process.ts'
import type { Benchmark } from './measurement.ts'
import { until } from './product-process.ts'
import { recordCluster } from './record-cluster.ts'

const CHANGES = 60_000
const CLUSTER = { services: 500, pods: 3_000, endpoints: 2_500, namespaces: 20, seed: 1 }
/** Rows per transaction of the bare inserts. */
const BATCH = 500

/**
 * From watch bytes on a socket to committed rows, against what no recorder can do without: parsing the same bytes once and
 * inserting the same rows by a prepared statement.
 */
export const recordingThroughput: Benchmark = {
  name: 'recording',
  async run() {
    const directory = mkdtempSync(path.join(tmpdir(), 'portolan-bench-'))
    const kubeconfig = path.join(directory, 'kubeconfig')
    const linesFile = path.join(directory, 'lines')
    const cluster = await ClusterProcess.start(CLUSTER, kubeconfig)
    try {
      const first = await recordCluster(kubeconfig, directory)
      await until(async () => first.recorder.isReady())
      const base = first.recorder.feed.seq
      await first.stop()
      const { changes, bytes } = await cluster.ask({ type: 'prepare', changes: CHANGES, linesFile })

      const second = await recordCluster(kubeconfig, directory)
      const ms = await timeOfCommits(second.recorder, bytes)
      const rows = second.recorder.feed.seq - base
      const recorded = await readRows(second.history.reader, base)
      await second.stop()

      const parseMs = timeOfParsing(linesFile)
      const insertMs = timeOfBareInserts(recorded, path.join(directory, 'bare.db'))
      const limit = rows / ((parseMs + insertMs) / 1000)
      const rate = rows / (ms / 1000)
      return [
        {
          what: `watch lines to committed rows, ${changes} lines, ${(bytes / 1e6).toFixed(0)} MB, ${rows} rows`,
          measured: `${rate.toFixed(0)} changes/s = ${(rate / limit).toFixed(2)} × limit`,
          limit: `${limit.toFixed(0)} changes/s: parse ${parseMs.toFixed(0)} ms + bare inserts ${insertMs.toFixed(0)} ms`,
          budget: '≥ 0.5 × limit and ≥ 10,000 changes/s',
          isMet: rate >= 0.5 * limit && rate >= 10_000,
        },
      ]
    } finally {
      cluster.stop()
      rmSync(directory, { recursive: true, force: true })
    }
  },
}

/** From the first commit to the last, once all bytes were read. */
async function timeOfCommits(recorder: Recorder, bytes: number): Promise<number> {
  let first: number | undefined
  let last = performance.now()
  const leave = recorder.feed.subscribe(() => {
    last = performance.now()
    first ??= last
  })
  const read = () => recorder.streams().reduce((sum, stream) => sum + stream.bytes, 0)
  await until(async () => read() >= bytes && performance.now() - last > 1_000)
  leave()
  return last - (first ?? last)
}

async function readRows(reader: HistoryReader, base: number): Promise<RecordedChange[]> {
  const rows: RecordedChange[] = []
  for (;;) {
    const page = await reader.changes({ after: rows.at(-1)?.seq ?? base, order: 'asc', limit: 1_000 })
    if (page.length === 0) return rows
    rows.push(...page)
  }
}

function timeOfParsing(linesFile: string): number {
  const files = ['pods', 'endpointslices'].map((plural) => readFileSync(`${linesFile}-${plural}`, 'utf8'))
  const lines = files.flatMap((file) => file.split('\n').filter(Boolean))
  const from = performance.now()
  for (const line of lines) JSON.parse(line)
  return performance.now() - from
}

function timeOfBareInserts(rows: readonly RecordedChange[], file: string): number {
  const database = new DatabaseSync(file)
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL')
  database.exec(
    'CREATE TABLE change (seq INTEGER PRIMARY KEY, object TEXT, observed_at INTEGER, change TEXT, version TEXT, differences TEXT)',
  )
  database.exec('CREATE INDEX change_object ON change (object, seq)')
  const insert = database.prepare('INSERT INTO change VALUES (?, ?, ?, ?, ?, ?)')
  const values = rows.map(
    ({ seq, uid, observedAt, change, resourceVersion, differences }) =>
      [seq, uid, observedAt, change, resourceVersion, JSON.stringify(differences)] as const,
  )
  const from = performance.now()
  for (let start = 0; start < values.length; start += BATCH) {
    database.exec('BEGIN')
    for (const row of values.slice(start, start + BATCH)) insert.run(...row)
    database.exec('COMMIT')
  }
  const ms = performance.now() - from
  database.close()
  return ms
}
