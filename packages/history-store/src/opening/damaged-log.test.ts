import {
  closeSync,
  copyFileSync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { aBatch, creations } from '../../test/creations.ts'
import { temporaryDirectory } from '../../test/temporary-directory.ts'
import { type History, openHistory } from '../open-history.ts'
import { DamageMark } from './damage-mark.ts'

const clock = { now: () => Date.UTC(2026, 10, 21, 1, 0, 0) }
const ASIDE = 'portolan.db.damaged-20261121T010000Z'
const PAGE_BYTES = 4_096
const opened: History[] = []

afterEach(async () => {
  for (const history of opened.splice(0)) await Promise.allSettled([history.close()])
})

async function open(directory: string): Promise<History> {
  const history = await openHistory({ directory, clock })
  opened.push(history)
  return history
}

/** The directory of a log with some changes, closed. */
async function aLog(changes = creations(1, 300)): Promise<string> {
  const directory = temporaryDirectory()
  const history = await open(directory)
  await history.writer.restore()
  await history.writer.append(aBatch(changes))
  await close(history)
  return directory
}

async function close(history: History): Promise<void> {
  opened.splice(opened.indexOf(history), 1)
  await history.close()
}

const fileIn = (directory: string): string => path.join(directory, 'portolan.db')

function overwritePage(file: string, page: number): void {
  const descriptor = openSync(file, 'r+')
  writeSync(descriptor, Buffer.alloc(PAGE_BYTES, 0x5a), 0, PAGE_BYTES, (page - 1) * PAGE_BYTES)
  closeSync(descriptor)
}

/** All but the first, which tells that it is a database. */
function overwritePages(file: string): void {
  for (let page = statSync(file).size / PAGE_BYTES; page > 1; page--) overwritePage(file, page)
}

function cut(file: string, bytes: number): void {
  const descriptor = openSync(file, 'r+')
  ftruncateSync(descriptor, bytes)
  closeSync(descriptor)
}

/** Each leaves the file in a state in which no log can be read. */
const damages: [string, (file: string) => void][] = [
  ['is no database', (file) => writeFileSync(file, 'no database at all')],
  ['lost its second half', (file) => cut(file, Math.floor(statSync(file).size / 2))],
  ['lost its last byte', (file) => cut(file, statSync(file).size - 1)],
  ['has a page of its schema overwritten', (file) => overwritePage(file, 2)],
  [
    'has a page in its middle overwritten',
    (file) => overwritePage(file, Math.floor(statSync(file).size / PAGE_BYTES / 2)),
  ],
  ['has every page after the first overwritten', overwritePages],
]

describe('a log found damaged when it is opened', () => {
  test.each(damages)('that %s is moved aside as it is, and a new one begun', async (_, damage) => {
    const directory = await aLog()
    damage(fileIn(directory))
    const damaged = readFileSync(fileIn(directory))
    const history = await open(directory)
    expect(history.recovered).toEqual({
      movedTo: path.join(directory, ASIDE),
      reason: expect.stringMatching(/portolan\.db is damaged: .+\.$/s),
    })
    expect(readFileSync(path.join(directory, ASIDE)).equals(damaged)).toBe(true)
    expect((await history.writer.restore()).seq).toBe(0)
    await history.writer.append(aBatch(creations(1, 3)))
    expect((await history.reader.bounds()).changes).toBe(3)
  })

  test('of which only the write-ahead log is left keeps that', async () => {
    const directory = temporaryDirectory()
    writeFileSync(`${fileIn(directory)}-wal`, 'changes')
    expect((await open(directory)).recovered?.movedTo).toBe(path.join(directory, ASIDE))
    expect(readFileSync(path.join(directory, `${ASIDE}-wal`), 'utf8')).toBe('changes')
  })

  test('twice in one second is moved aside twice', async () => {
    const directory = await aLog()
    for (const name of [ASIDE, `${ASIDE}-2`]) {
      writeFileSync(fileIn(directory), 'no database')
      const history = await open(directory)
      expect(history.recovered?.movedTo).toBe(path.join(directory, name))
      await close(history)
    }
  })

  test('is moved aside on the word of the process that met the damage', async () => {
    const directory = await aLog()
    new DamageMark(fileIn(directory)).write('portolan.db is damaged: change 7 has no differences.')
    const { recovered } = await open(directory)
    expect(recovered?.reason).toBe('portolan.db is damaged: change 7 has no differences.')
    expect(readdirSync(directory)).not.toContain('portolan.db.is-damaged')
  })

  test('is taken as it is where another file was put in its place since', async () => {
    const directory = await aLog()
    new DamageMark(fileIn(directory)).write('portolan.db is damaged.')
    copyFileSync(fileIn(directory), `${fileIn(directory)}.sound`)
    renameSync(`${fileIn(directory)}.sound`, fileIn(directory))
    const { recovered, reader } = await open(directory)
    expect([recovered, (await reader.bounds()).changes]).toEqual([undefined, 300])
    expect(readdirSync(directory)).not.toContain('portolan.db.is-damaged')
  })

  test('is told of once', async () => {
    const directory = await aLog()
    writeFileSync(fileIn(directory), 'no database')
    await close(await open(directory))
    expect((await open(directory)).recovered).toBeUndefined()
  })
})

describe('a log found damaged while it is used', () => {
  test('fails the call that met it and every append after, and is moved aside at the next opening', async () => {
    const directory = await aLog()
    const history = await open(directory)
    overwritePages(fileIn(directory))
    await expect(history.writer.restore()).rejects.toMatchObject({ code: 'store-damaged' })
    await expect(history.writer.append(aBatch(creations(301, 1)))).rejects.toMatchObject({ code: 'store-damaged' })
    await close(history)

    const again = await open(directory)
    expect(again.recovered?.reason).toContain('portolan.db is damaged: ')
    expect(readdirSync(directory)).toContain(ASIDE)
    expect((await again.writer.restore()).seq).toBe(0)
  })
})
