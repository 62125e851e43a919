import type { AppendBatch } from '@portolan/pipeline/ports'
import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { aBatch, creations } from '../test/creations.ts'
import { SmallDisk } from '../test/small-disk.ts'
import { temporaryDirectory } from '../test/temporary-directory.ts'
import { verifyLog } from './checking/verify-log.ts'
import { type History, openHistory } from './open-history.ts'

const clock = { now: () => 1_000 }
const opened: History[] = []

afterEach(async () => {
  for (const history of opened.splice(0)) await history.close()
})

async function open(directory: string, maxPages?: number): Promise<History> {
  const history = await openHistory({ directory, clock, ...(maxPages !== undefined && { maxPages }) })
  opened.push(history)
  await history.writer.restore()
  return history
}

async function close(history: History): Promise<void> {
  opened.splice(opened.indexOf(history), 1)
  await history.close()
}

const first = aBatch(creations(1, 50))
const second = aBatch(creations(51, 5_000))

/** The log takes nothing of a batch, as often as it is tried, and is read as if nothing had been tried. */
async function refuses({ writer, reader }: History, batch: AppendBatch): Promise<void> {
  for (let attempt = 0; attempt < 3; attempt++) {
    await expect(writer.append(batch)).rejects.toMatchObject({ code: 'store-full' })
    expect(await reader.changes({ order: 'asc', limit: 10_000 })).toEqual(first.changes)
    expect((await reader.objectsAt({ seq: 50 }))?.objects).toHaveLength(50)
    expect((await reader.bounds()).newest?.seq).toBe(50)
  }
}

async function takes({ writer, reader }: History, batch: AppendBatch): Promise<void> {
  await writer.append(batch)
  expect(await reader.changes({ order: 'asc', limit: 10_000 })).toEqual([...first.changes, ...batch.changes])
}

describe('a log without room', () => {
  test('refuses a batch, is read meanwhile, and takes that batch when it may grow', async () => {
    const directory = temporaryDirectory()
    const small = await open(directory, 60)
    await small.writer.append(first)
    await refuses(small, second)
    await close(small)
    await takes(await open(directory), second)
    expect(await verifyLog({ directory })).toMatchObject({ checked: { lastSeq: 5_050 }, total: 0 })
  })

  const disk = SmallDisk.mount(16)
  afterAll(() => disk?.unmount())
  // Where this user may mount nothing, the test above stands alone: a limit of pages takes the same way through SQLite.
  if (disk === undefined)
    console.warn('No small disk can be mounted here: a full one is played by a limit of pages only.')
  else {
    test('on a full disk refuses a batch, is read meanwhile, and takes that batch when there is room', async () => {
      const { directory } = disk
      const history = await open(directory)
      await history.writer.append(first)
      disk.fillUp()
      await refuses(history, second)
      await refuses(history, aBatch(creations(51, 1)))
      disk.makeRoom()
      await takes(history, second)
      await close(history)
      expect(await verifyLog({ directory })).toMatchObject({ checked: { lastSeq: 5_050 }, total: 0 })
    })

    test('cannot be opened where there is no room for a new one, and can when there is', async () => {
      const directory = `${disk.directory}/new`
      disk.fillUp()
      await expect(open(directory)).rejects.toMatchObject({ code: 'store-full' })
      disk.makeRoom()
      await takesNothing(await open(directory))
    })
  }
})

async function takesNothing(history: History): Promise<void> {
  expect((await history.reader.bounds()).changes).toBe(0)
}
