import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { StoreDamagedError } from '../errors.ts'
import { DamageWatch } from './damage-watch.ts'

test('damage that cannot be noted for the next start is told as damage all the same, with what to do', async () => {
  const directory = mkdtempSync(path.join(tmpdir(), 'portolan-'))
  try {
    const file = path.join(directory, 'portolan.db')
    // A folder where the mark should be: it can be written by nobody.
    mkdirSync(`${file}.is-damaged`)
    const watched = new DamageWatch(file).over({
      append: () => Promise.reject(new StoreDamagedError('portolan.db is damaged: page 7.')),
    })
    const failure = await watched.append().catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(StoreDamagedError)
    expect((failure as Error).message).toBe(
      `portolan.db is damaged: page 7. It could not be noted for the next start: move ${file} aside before it.`,
    )
  } finally {
    rmSync(directory, { recursive: true })
  }
})
