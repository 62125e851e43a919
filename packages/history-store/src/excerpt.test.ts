import type { RecordedChange } from '@portolan/domain'
import { aPod } from '@portolan/domain/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { temporaryDirectory } from '../test/temporary-directory.ts'
import { AN_EMPTY_BATCH } from '../test/test-log.ts'
import { type History, openHistory } from './open-history.ts'

const clock = { now: () => 1_000 }
const opened: History[] = []

afterEach(async () => {
  for (const history of opened.splice(0)) await history.close()
})

async function open(directory: string, isExcerpt: boolean): Promise<History> {
  const history = await openHistory({ directory, clock, isExcerpt })
  opened.push(history)
  await history.writer.restore()
  return history
}

function creation(seq: number): RecordedChange {
  const object = aPod(`web-${seq}`)
  const { name, namespace = '', uid } = object.metadata
  const times = { observedAt: 1_000 + seq, observedFrom: 1_000 + seq }
  const differences = [{ path: '', after: object }]
  return {
    seq,
    change: 'added',
    evidence: 'watched',
    ...times,
    kind: 'Pod',
    namespace,
    name,
    uid,
    resourceVersion: '1',
    differences,
  }
}

describe('a log that is a part of another one', () => {
  const seqs = [7, 8, 9, 40, 41, 1_000]
  const changes = seqs.map(creation)

  test('begins anywhere and leaves out what it was not given', async () => {
    const { reader, writer } = await open(temporaryDirectory(), true)
    await writer.append({ ...AN_EMPTY_BATCH, changes: changes.slice(0, 4) })
    await writer.append({ ...AN_EMPTY_BATCH, changes: changes.slice(4) })
    expect(await reader.changes({ order: 'asc', limit: 100 })).toEqual(changes)
    expect(await reader.changes({ order: 'desc', limit: 100, kinds: ['Pod'] })).toEqual(changes.toReversed())
    expect(await reader.objectsAt({ seq: 6 })).toBeUndefined()
    expect((await reader.objectsAt({ seq: 39 }))?.objects).toHaveLength(3)
    expect((await reader.objectsAt({ seq: 5_000 }))?.objects).toHaveLength(6)
  })

  test('goes on after it was closed', async () => {
    const directory = temporaryDirectory()
    const first = await open(directory, true)
    await first.writer.append({ ...AN_EMPTY_BATCH, changes: changes.slice(0, 4) })
    opened.splice(opened.indexOf(first), 1)
    await first.close()
    const again = await open(directory, true)
    await again.writer.append({ ...AN_EMPTY_BATCH, changes: changes.slice(4) })
    expect(await again.reader.changes({ order: 'asc', limit: 100 })).toEqual(changes)
  })

  test('never goes back, and no other log may skip', async () => {
    const excerpt = await open(temporaryDirectory(), true)
    await excerpt.writer.append({ ...AN_EMPTY_BATCH, changes: [creation(9)] })
    const back = excerpt.writer.append({ ...AN_EMPTY_BATCH, changes: [creation(8)] })
    await expect(back).rejects.toMatchObject({ code: 'store-mismatch' })
    const whole = await open(temporaryDirectory(), false)
    const hole = whole.writer.append({ ...AN_EMPTY_BATCH, changes: [creation(2)] })
    await expect(hole).rejects.toMatchObject({ code: 'store-mismatch' })
  })
})
