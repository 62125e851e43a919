import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type ProjectedObject, projectObject, WATCHED_RESOURCES, type WatchedResource } from '@portolan/domain'
import { testFingerprint } from '@portolan/domain/testing'
import { type History, openHistory } from '@portolan/history-store'
import { Recorder } from '@portolan/pipeline'
import { ManualClock, ScriptedSource } from '@portolan/pipeline/testing'
import type { RecordedLog } from '../src/reading/logbook.ts'
import { until } from '../src/testing/live-client.ts'

const FILE = new URL('../../../fixtures/recordings/harbour.jsonl.gz', import.meta.url)
/** Longer than the recording: all of it is settled then. */
const PLAYED_MS = 380_000

interface Raw {
  readonly metadata?: { readonly resourceVersion?: string }
}

interface Line {
  readonly ms: number
  readonly path: string
  readonly list?: { readonly items: readonly Raw[] | null } & Raw
  readonly event?: { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; readonly object: Raw }
}

/** What a real API server said: the list of one resource, or one line of its watch. */
export interface RecordedLine extends Line {
  /** Epoch ms. */
  readonly at: number
  readonly resource: WatchedResource
}

interface Recording {
  /** Epoch ms. */
  readonly startedAt: number
  readonly lines: readonly RecordedLine[]
}

/** The harbour recording, written into a real log by a real recorder, every line at its own time. */
export class RecordedHarbour implements RecordedLog {
  readonly recording: Recorder
  readonly clock: ManualClock
  readonly #history: History
  readonly #directory: string

  private constructor({ recording, clock, history, directory }: HarbourParts) {
    this.recording = recording
    this.clock = clock
    this.#history = history
    this.#directory = directory
  }

  /** @param begins told of the log before anything is in it */
  static async written(begins: (log: RecordedLog) => void = () => undefined): Promise<RecordedHarbour> {
    const directory = mkdtempSync(path.join(tmpdir(), 'portolan-harbour-'))
    const clock = new ManualClock(harbour.startedAt + PLAYED_MS)
    const history = await openHistory({ directory, clock })
    const source = new ScriptedSource()
    const restored = await history.writer.restore()
    const recording = new Recorder({ source, writer: history.writer, clock, restored })
    const log = new RecordedHarbour({ recording, clock, history, directory })
    begins(log)
    const run = recording.run(new AbortController().signal)
    for (const line of harbour.lines) {
      tell(source, line)
      const { kind } = line.resource
      if (line.list) await until(() => recording.snapshot.visibilityOf(kind) === 'observed', `${kind} is listed`)
    }
    source.end()
    await run
    return log
  }

  get reader() {
    return this.#history.reader
  }

  get archive() {
    return this.#history.rollouts
  }

  async close(): Promise<void> {
    await this.#history.close()
    rmSync(this.#directory, { recursive: true, force: true })
  }
}

interface HarbourParts {
  readonly recording: Recorder
  readonly clock: ManualClock
  readonly history: History
  readonly directory: string
}

/** A recorded object as it is kept; `undefined` for one that is not. */
export function projected(resource: WatchedResource, raw: unknown): ProjectedObject | undefined {
  return projectObject(resource, raw, { fingerprint: testFingerprint })
}

function tell(source: ScriptedSource, { at, resource, list, event }: RecordedLine): void {
  const stream = { kind: resource.kind }
  if (list !== undefined) {
    const objects = (list.items ?? []).flatMap((raw) => projected(resource, raw) ?? [])
    source.tell(
      { type: 'list-begin', stream, cause: 'first' },
      { type: 'list-page', stream, objects },
      { type: 'list-end', stream, resourceVersion: list.metadata?.resourceVersion ?? '', observedAt: at },
    )
    return
  }
  if (event === undefined || event.type === 'BOOKMARK') return
  const told = projected(resource, event.object)
  if (told === undefined) return
  const type = ({ ADDED: 'added', MODIFIED: 'modified', DELETED: 'deleted' } as const)[event.type]
  source.tell({ type: 'watched', stream, changes: [{ type, projected: told }], observedAt: at })
}

/** The recording itself. */
export const harbour: Recording = readRecording()

function readRecording(): Recording {
  const [head = '', ...rest] = String(gunzipSync(readFileSync(FILE)))
    .trimEnd()
    .split('\n')
  const startedAt = Date.parse((JSON.parse(head) as { readonly start: string }).start)
  const lines = rest.flatMap((text) => {
    const line = JSON.parse(text) as Line
    const resource = WATCHED_RESOURCES.find((candidate) => line.path.endsWith(`/${candidate.resource}`))
    return resource === undefined ? [] : [{ ...line, at: startedAt + line.ms, resource }]
  })
  return { startedAt, lines }
}
