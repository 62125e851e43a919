import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { HarbourLog } from '../testing/harbour-bundle.ts'
import { BundleFile } from './bundle-file.ts'
import { readBundle } from './opened-bundle.ts'

let log: HarbourLog
let whole: Buffer
let directory = ''
beforeAll(async () => {
  log = await HarbourLog.record()
  whole = readFileSync(await log.cut({ from: { seq: 1_400 } }))
})
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'portolan-bundles-'))
  vi.stubEnv('TMPDIR', directory)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(directory, { recursive: true, force: true })
})
afterAll(() => log.close())

/** Temporary logs; the loader of the tests keeps something of its own there. */
const leftBehind = () => readdirSync(directory).filter((name) => name.startsWith('portolan-'))

/** Why opening is refused. */
async function refusal(bytes: Buffer): Promise<string> {
  const file = path.join(directory, 'incident.portolan.gz')
  writeFileSync(file, bytes)
  const opening = readBundle(file, new AbortController().signal)
  const error = await opening.then(
    () => new Error('it was opened'),
    (reason: Error) => reason,
  )
  expect(leftBehind()).toEqual([])
  expect(error.name).toBe('StartRefusedError')
  return error.message
}

/** Lines with an end that fits them. */
function sealed(lines: readonly string[]): Buffer {
  const text = `${lines.join('\n')}\n`
  const count = (sort: string) => lines.filter((line) => line.startsWith(`{"${sort}"`)).length
  const counts = { objects: count('object'), ledgers: count('ledger'), changes: count('change'), gaps: count('gap') }
  const sha256 = createHash('sha256').update(text).digest('hex')
  return gzipSync(`${text}${JSON.stringify({ end: { ...counts, sha256 } })}\n`)
}

const CUT_SHORT = 'incident.portolan.gz was cut short: its end is missing; copy or export it again.'
const DAMAGED = 'incident.portolan.gz is damaged: it is not what was written into it; copy or export it again.'
const NO_BUNDLE = 'incident.portolan.gz is no incident bundle: name a file that portolan export has written.'

describe('a bundle that is not opened, and of which nothing stays behind', () => {
  test('of a newer format', async () => {
    const newer = gunzipSync(whole).toString().replace('"version":1', '"version":2')
    expect(await refusal(gzipSync(newer))).toBe(
      'incident.portolan.gz is a bundle of format 2, this Portolan reads up to format 1: open it with a newer one.',
    )
  })

  test('cut short, wherever', async () => {
    expect(await refusal(whole.subarray(0, whole.length - 9))).toBe(CUT_SHORT)
    expect(await refusal(whole.subarray(0, 5_000))).toBe(CUT_SHORT)
    const lines = gunzipSync(whole).toString().split('\n')
    expect(await refusal(gzipSync(`${lines.slice(0, -2).join('\n')}\n`))).toBe(CUT_SHORT)
    expect(await refusal(gzipSync(lines.slice(0, 30).join('\n').slice(0, -10)))).toBe(CUT_SHORT)
  })

  test('changed, if only by a letter, a line or something behind its end', async () => {
    const text = gunzipSync(whole).toString()
    expect(await refusal(gzipSync(text.replace('"Running"', '"Pending"')))).toBe(DAMAGED)
    expect(await refusal(gzipSync(text.split('\n').toSpliced(20, 1).join('\n')))).toBe(DAMAGED)
    expect(await refusal(gzipSync(`${text}{}\n`))).toBe(DAMAGED)
    const flipped = Buffer.from(whole)
    flipped[4_000] = (flipped[4_000] ?? 0) ^ 0xff
    expect([DAMAGED, CUT_SHORT]).toContain(await refusal(flipped))
  })

  test('whole, but with what cannot have happened', async () => {
    const lines = gunzipSync(whole).toString().trimEnd().split('\n')
    const changed = lines.findIndex((line) => line.includes('"change":"modified"'))
    for (const line of [lines[changed]?.replace('"modified"', '"added"'), '{"change":{"seq":1}}', '{"object":{}}']) {
      expect(await refusal(sealed(lines.slice(0, -1).toSpliced(changed, 0, line ?? '')))).toBe(
        'incident.portolan.gz contradicts itself: export it again.',
      )
    }
  })

  test('no bundle at all', async () => {
    for (const bytes of [
      Buffer.from('kind: Pod'),
      Buffer.alloc(0),
      gzipSync('kind: Pod\n'),
      gzipSync('{"a":1}\n'),
      gzipSync('[]\n'),
    ]) {
      expect([NO_BUNDLE, CUT_SHORT]).toContain(await refusal(bytes))
    }
  })

  test('a line without end', async () => {
    const endless = gzipSync(Buffer.alloc(65 * 1024 * 1024, 'a'))
    expect(await refusal(endless)).toBe(NO_BUNDLE)
  })

  test('not there, or no file', async () => {
    const opening = BundleFile.open(path.join(directory, 'none'))
    await expect(opening).rejects.toThrow(/none cannot be read \(ENOENT\): correct the path or its permissions\.$/)
    await expect(BundleFile.open(directory)).rejects.toThrow(/cannot be read \(EISDIR\)/)
  })

  test('of which nobody wants to wait for the end', async () => {
    const file = path.join(directory, 'incident.portolan.gz')
    writeFileSync(file, whole)
    await expect(readBundle(file, AbortSignal.abort())).rejects.toThrow('It was ended before the bundle was read.')
    expect(leftBehind()).toEqual([])
  })
})

test('the last line counts the others and has the digest of all of them', () => {
  const text = gunzipSync(whole).toString()
  const lines = text.trimEnd().split('\n')
  const last = lines.pop() ?? ''
  const sorts = lines.slice(1).map((line) => Object.keys(JSON.parse(line) as object).join())
  const count = (sort: string) => sorts.filter((each) => each === sort).length
  expect(JSON.parse(last)).toEqual({
    end: {
      objects: count('object'),
      ledgers: count('ledger'),
      changes: log.harbour.changes.length - 1_400,
      gaps: 1,
      sha256: createHash('sha256')
        .update(`${lines.join('\n')}\n`)
        .digest('hex'),
    },
  })
  expect(sorts).toEqual(sorts.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b)))
})

const ORDER = ['object', 'ledger', 'change', 'gap', 'beginning', 'visibility']

test('credentials in the address of the API server stay out of it', () => {
  const header = JSON.parse(gunzipSync(whole).toString().split('\n', 1).join()) as object
  expect(header).toMatchObject({ cluster: { name: 'harbour', server: 'https://10.0.0.1:6443', version: 'v1.36.2' } })
})
