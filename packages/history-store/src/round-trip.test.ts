import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Gap, RecordedChange } from '@portolan/domain'
import { aPod, aService } from '@portolan/domain/testing'
import type { AppendBatch, ChangesQuery, StreamCursor } from '@portolan/pipeline/ports'
import { afterEach, describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../test/temporary-directory.ts'
import { AN_EMPTY_BATCH } from '../test/test-log.ts'
import { type History, openHistory } from './open-history.ts'
import { Connection } from './sqlite/connection.ts'

const clock = { now: () => 1_000 }
const opened: History[] = []

afterEach(async () => {
  for (const history of opened.splice(0)) await history.close()
})

async function open(directory: string): Promise<History> {
  const history = await openHistory({ directory, clock })
  opened.push(history)
  await history.writer.restore()
  return history
}

async function close(history: History): Promise<void> {
  opened.splice(opened.indexOf(history), 1)
  await history.close()
}

/** The creation of a Pod or a Service, in turns, in two namespaces. */
function creation(seq: number): RecordedChange {
  const namespace = seq % 3 === 0 ? 'bank' : 'shop'
  const object = seq % 2 === 0 ? aService(`web-${seq}`, { namespace }) : aPod(`web-${seq}`, { namespace })
  const { kind, metadata } = object
  return {
    seq,
    change: 'added',
    evidence: seq % 5 === 0 ? 'listed' : 'watched',
    observedAt: 1_000 + seq,
    observedFrom: 1_000 + seq - (seq % 5 === 0 ? 7 : 0),
    kind,
    namespace,
    name: metadata.name,
    uid: metadata.uid,
    resourceVersion: `${seq}`,
    differences: [{ path: '', after: object }],
  }
}

const log = Array.from({ length: 120 }, (_, index) => creation(index + 1))
const batchOf = (changes: readonly RecordedChange[], more: Partial<AppendBatch> = {}): AppendBatch => ({
  ...AN_EMPTY_BATCH,
  committedAt: 9_000,
  changes,
  ...more,
})

async function pages(history: History, query: Omit<ChangesQuery, 'limit'>): Promise<RecordedChange[]> {
  const found: RecordedChange[] = []
  for (;;) {
    const last = found.at(-1)?.seq
    const place = last === undefined ? {} : query.order === 'asc' ? { after: last } : { before: last }
    const page = await history.reader.changes({ ...query, ...place, limit: 7 })
    found.push(...page)
    if (page.length < 7) return found
  }
}

describe('a log that is closed and opened again', () => {
  test('restores seq, objects, cursors, open gaps and its key', async () => {
    const directory = temporaryDirectory()
    const first = await open(directory)
    const { installationKey } = await first.writer.restore()
    const cursor: StreamCursor = { stream: { kind: 'Pod' }, resourceVersion: '120', observedAt: 1_120 }
    const gone: StreamCursor = { stream: { kind: 'Service', namespace: 'shop' }, resourceVersion: '1', observedAt: 1 }
    const gap: Gap = { kind: 'Pod', from: 5, reason: 'expired' }
    await first.writer.append(
      batchOf(log, { cursors: [cursor, gone], gaps: [gap, { kind: 'Service', from: 3, reason: 'denied' }] }),
    )
    await first.writer.append(
      batchOf([], { forgotten: [gone.stream], gaps: [{ kind: 'Service', from: 3, to: 8, reason: 'denied' }] }),
    )
    await close(first)

    const again = await openHistory({ directory, clock })
    opened.push(again)
    const restored = await again.writer.restore()
    expect(restored.seq).toBe(120)
    expect(restored.objects.map(({ object, seq }) => [object, seq])).toEqual(
      expect.arrayContaining(log.map(({ differences, seq }) => [differences[0]?.after, seq])),
    )
    expect(restored.objects).toHaveLength(120)
    expect(restored.cursors).toEqual([cursor])
    expect(restored.openGaps).toEqual([gap])
    expect(restored.lastCommitAt).toBe(9_000)
    expect(restored.installationKey).toBe(installationKey)
  })

  test('tells every change as it was told, page by page, in both orders and through every filter', async () => {
    const history = await open(temporaryDirectory())
    await history.writer.append(batchOf(log.slice(0, 50)))
    await history.writer.append(batchOf(log.slice(50)))
    const filters: [Omit<ChangesQuery, 'limit' | 'order'>, (change: RecordedChange) => boolean][] = [
      [{}, () => true],
      [{ kinds: ['Pod'] }, ({ kind }) => kind === 'Pod'],
      [{ namespaces: ['bank'] }, ({ namespace }) => namespace === 'bank'],
      [{ name: 'web-7' }, ({ name }) => name === 'web-7'],
      [{ from: 1_040, to: 1_060 }, ({ observedAt }) => observedAt >= 1_040 && observedAt < 1_060],
      [
        { kinds: ['Service'], namespaces: ['shop'], from: 1_010 },
        (change) => change.kind === 'Service' && change.namespace === 'shop' && change.observedAt >= 1_010,
      ],
    ]
    for (const [filter, isAskedFor] of filters) {
      const expected = log.filter(isAskedFor)
      expect(await pages(history, { ...filter, order: 'asc' })).toEqual(expected)
      expect(await pages(history, { ...filter, order: 'desc' })).toEqual(expected.toReversed())
    }
  })
})

describe('a log that may not be opened', () => {
  test('a second program on one directory is refused, and the first goes on', async () => {
    const directory = temporaryDirectory()
    const first = await open(directory)
    await expect(openHistory({ directory, clock })).rejects.toMatchObject({ code: 'store-locked' })
    await first.writer.append(batchOf(log.slice(0, 3)))
    expect((await first.reader.bounds()).changes).toBe(3)
  })

  test('one of a newer program is refused, and not touched', async () => {
    const directory = temporaryDirectory()
    await close(await open(directory))
    const file = path.join(directory, 'portolan.db')
    const connection = Connection.forWriting(file)
    connection.exec(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '29990101000000_later', '2999-01-01T00:00:00.000+00:00'); PRAGMA wal_checkpoint(TRUNCATE)`,
    )
    connection.close()
    const before = readFileSync(file)
    await expect(openHistory({ directory, clock })).rejects.toMatchObject({ code: 'store-newer' })
    expect(readFileSync(file).equals(before)).toBe(true)
  })
})

test('a full log takes nothing of a batch that does not fit, and is still read', async () => {
  const directory = temporaryDirectory()
  const history = await openHistory({ directory, clock, maxPages: 60 })
  opened.push(history)
  await history.writer.restore()
  await history.writer.append(batchOf(log.slice(0, 3)))
  const large = Array.from({ length: 4_000 }, (_, index) => creation(index + 4))
  await expect(history.writer.append(batchOf(large))).rejects.toMatchObject({ code: 'store-full' })
  expect((await pages(history, { order: 'asc' })).map(({ seq }) => seq)).toEqual([1, 2, 3])
})

test('says whether the clock was set back between two changes', async () => {
  const history = await open(temporaryDirectory())
  const changes = log.slice(0, 9).map((change) => ({ ...change, ...(change.seq === 5 && { observedAt: 1_003 }) }))
  await history.writer.append(batchOf(changes))
  const asked = [
    [0, 10],
    [4, 6],
    [4, 5],
    [5, 10],
  ].map(([after = 0, before = 0]) => ({ after, before }))
  expect(await Promise.all(asked.map((between) => history.reader.wasClockSetBack(between)))).toEqual([
    true,
    true,
    false,
    false,
  ])
})
