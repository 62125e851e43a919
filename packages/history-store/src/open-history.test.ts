import { writeFileSync } from 'node:fs'
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
