import { symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { temporaryDirectory } from '../test/temporary-directory.ts'
import { openHistory } from './open-history.ts'

const clock = { now: () => 0 }

test('a directory below a regular file cannot be written', async () => {
  const file = path.join(temporaryDirectory(), 'file')
  writeFileSync(file, '')
  await expect(openHistory({ directory: path.join(file, 'log'), clock })).rejects.toMatchObject({
    code: 'store-unwritable',
  })
})

test.skipIf(process.platform !== 'linux')(
  'a directory where the system says that there can be none is refused',
  async () => {
    await expect(openHistory({ directory: '/proc/portolan/log', clock })).rejects.toMatchObject({
      code: 'store-unwritable',
    })
  },
)

test('a directory that is there by the time its turn comes, as where two start at once, is as good as one just created', async () => {
  const directory = `${temporaryDirectory()}/new/../new/log`
  const history = await openHistory({ directory, clock })
  await history.close()
})

test('a link to nowhere in the place of the directory is refused', async () => {
  const link = path.join(temporaryDirectory(), 'link')
  symlinkSync('nowhere', link)
  await expect(openHistory({ directory: link, clock })).rejects.toMatchObject({ code: 'store-unwritable' })
})

test('a log may be closed as soon as it is opened, before its threads have begun', async () => {
  const directory = temporaryDirectory()
  for (let times = 0; times < 5; times++) {
    const history = await openHistory({ directory, clock })
    const asked = history.reader.changes({ order: 'asc', limit: 1 })
    const told = expect(asked).rejects.toMatchObject({ code: 'store-closed' })
    await history.close()
    await told
  }
})
