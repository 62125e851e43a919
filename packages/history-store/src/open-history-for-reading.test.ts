import { readdirSync } from 'node:fs'
import path from 'node:path'
import { aPod } from '@portolan/domain/testing'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../test/temporary-directory.ts'
import { AN_EMPTY_BATCH } from '../test/test-log.ts'
import { openHistory } from './open-history.ts'
import { openHistoryForReading } from './open-history-for-reading.ts'
import { Connection } from './sqlite/connection.ts'

const clock = { now: () => 1_000 }
const cursor = { stream: { kind: 'Pod' }, resourceVersion: '7', observedAt: 5 } as const

function batchOf(seq: number) {
  const object = aPod(`web-${seq}`)
  const { name, namespace = '', uid } = object.metadata
  const identity = { kind: 'Pod', namespace, name, uid, resourceVersion: '1' } as const
  const how = { change: 'added', evidence: 'watched', observedAt: seq, observedFrom: seq } as const
  const change = { seq, ...how, ...identity, differences: [{ path: '', after: object }] }
  return { ...AN_EMPTY_BATCH, changes: [change], cursors: [cursor], committedAt: seq }
}

test('a log is read while another one writes it, and after that one ended', async () => {
  const directory = temporaryDirectory()
  const history = await openHistory({ directory, clock })
  await history.writer.append(batchOf(1))
  const reading = openHistoryForReading({ directory })
  expect(await reading.end()).toEqual({ lastCommitAt: 1, cursors: [cursor] })
  await history.writer.append(batchOf(2))
  expect((await reading.reader.bounds()).changes).toBe(2)
  await reading.close()
  await history.close()
  const later = openHistoryForReading({ directory })
  expect((await later.reader.objectsAt({ time: 2 }))?.objects).toHaveLength(2)
  await later.close()
})

test('a directory without a log is refused, and stays empty', () => {
  const directory = temporaryDirectory()
  expect(() => openHistoryForReading({ directory })).toThrow(
    `There is no log in ${directory}; name the directory of one with --data-dir.`,
  )
  expect(readdirSync(directory)).toEqual([])
})

test('a log that has not every migration yet is refused', async () => {
  const directory = temporaryDirectory()
  await (await openHistory({ directory, clock })).close()
  const connection = Connection.forWriting(path.join(directory, 'portolan.db'))
  connection.exec('DELETE FROM _prisma_migrations')
  connection.close()
  expect(() => openHistoryForReading({ directory })).toThrow(/written by an older Portolan/)
})
