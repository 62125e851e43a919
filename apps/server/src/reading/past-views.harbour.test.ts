import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  buildTopology,
  keyOf,
  type ProjectedObject,
  projectObject,
  Snapshot,
  WATCHED_RESOURCES,
  type WatchedKind,
  type WatchedObject,
  type WatchedResource,
} from '@portolan/domain'
import { testFingerprint } from '@portolan/domain/testing'
import { type History, openHistory } from '@portolan/history-store'
import { Recorder } from '@portolan/pipeline'
import { ManualClock, ScriptedSource } from '@portolan/pipeline/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { until } from '../testing/live-client.ts'
import { Logbook } from './logbook.ts'

const FILE = new URL('../../../../fixtures/recordings/harbour.jsonl.gz', import.meta.url)
/** Of the recording; the last change comes a little before. */
const SECONDS = 320
const SAMPLES = 64

interface Raw {
  readonly metadata?: { readonly resourceVersion?: string }
}

interface Line {
  readonly ms: number
  readonly path: string
  readonly list?: { readonly items: readonly Raw[] | null } & Raw
  readonly event?: { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK'; readonly object: Raw }
}

interface RecordedLine extends Line {
  /** Epoch ms. */
  readonly at: number
  readonly resource: WatchedResource
}

const directory = mkdtempSync(path.join(tmpdir(), 'portolan-harbour-'))
const { startedAt, lines } = readRecording()
const clock = new ManualClock(startedAt + 1_000 * (SECONDS + 60))
const logbook = new Logbook(clock, (error) => {
  throw error
})
let history: History

beforeAll(async () => {
  history = await openHistory({ directory, clock })
  await record()
}, 30_000)
afterAll(async () => {
  await history.close()
  rmSync(directory, { recursive: true, force: true })
})

describe('the past of a real cluster', () => {
  const instants = Array.from({ length: SAMPLES }, (_, index) => startedAt + index * 5_003)
  const firstLists = [15, 27, 70, 123].map((ms) => startedAt + ms)

  test.each([...firstLists, ...instants.slice(1)].map((time) => [new Date(time).toISOString(), time] as const))(
    'the map of %s is that of the objects recorded until then',
    async (at, time) => {
      const { snapshot } = await logbook.viewAt(at)
      const expected = recordedUntil(time)
      const { nodes, edges } = buildTopology(snapshot, {})
      const wanted = buildTopology(expected, {})
      expect({ nodes, edges }).toEqual({ nodes: wanted.nodes, edges: wanted.edges })
      for (const { kind } of WATCHED_RESOURCES) {
        expect([kind, snapshot.visibilityOf(kind)]).toEqual([kind, expected.visibilityOf(kind)])
        if (kind !== 'Event') expect(objectsOf(snapshot, kind)).toEqual(objectsOf(expected, kind))
      }
    },
  )
})

/** The plainest fold there is: the last that was told of each object. */
function recordedUntil(time: number): Snapshot {
  const objects = new Map<string, WatchedObject>()
  const listed = new Set<WatchedKind>()
  for (const { at, resource, list, event } of lines) {
    if (at > time) break
    if (list !== undefined) listed.add(resource.kind)
    for (const raw of list?.items ?? (event?.type === 'BOOKMARK' ? [] : [event?.object])) {
      const object = projected(resource, raw)?.object
      if (object === undefined) continue
      if (event?.type === 'DELETED') objects.delete(keyOf(object))
      else objects.set(keyOf(object), object as WatchedObject)
    }
  }
  const snapshot = Snapshot.of(0, objects.values())
  for (const { kind } of WATCHED_RESOURCES) {
    snapshot.setVisibility(kind, undefined, listed.has(kind) ? 'observed' : 'listing')
  }
  return snapshot
}

function objectsOf(snapshot: Snapshot, kind: WatchedKind): readonly WatchedObject[] {
  return [...snapshot.ofKind(kind)].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
}

/** Everything into a real log, as the reflectors would tell it. */
async function record(): Promise<void> {
  const source = new ScriptedSource()
  const restored = await history.writer.restore()
  const recorder = new Recorder({ source, writer: history.writer, clock, restored })
  logbook.open({ recording: recorder, reader: history.reader })
  const run = recorder.run(new AbortController().signal)
  for (const line of lines) {
    tell(source, line)
    const { kind } = line.resource
    if (line.list) await until(() => recorder.snapshot.visibilityOf(kind) === 'observed', `${kind} is listed`)
  }
  source.end()
  await run
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

function projected(resource: WatchedResource, raw: unknown): ProjectedObject | undefined {
  return projectObject(resource, raw, { fingerprint: testFingerprint })
}

function readRecording(): { readonly startedAt: number; readonly lines: readonly RecordedLine[] } {
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
