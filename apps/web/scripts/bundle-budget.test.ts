import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { weighExport } from './bundle-budget.mjs'

const built = fileURLToPath(new URL('../out', import.meta.url))

describe('the export', () => {
  test('no page, worker or style weighs more than its budget', () => {
    const over = weighExport(built).filter(({ kilobytes, budget }) => kilobytes > budget)
    expect(over).toEqual([])
  })
})

describe('weighExport', () => {
  let out: string

  beforeEach(() => {
    out = mkdtempSync(path.join(tmpdir(), 'portolan-export-'))
    mkdirSync(path.join(out, '_next/static/chunks'), { recursive: true })
    write('_next/static/chunks/worker.js', noise(20_000))
    write(
      '_next/static/chunks/page.js',
      `w("static/chunks/turbopack-worker-1a.js",["static/chunks/worker.js"]);${noise(9_000)}`,
    )
    write('_next/static/chunks/turbopack-worker-1a.js', '')
    write('_next/static/chunks/legacy.js', noise(900_000))
    write(
      '404.html',
      '<script src="/_next/static/chunks/page.js"></script><script src="/_next/static/chunks/legacy.js" noModule=""></script>',
    )
  })
  afterEach(() => rmSync(out, { recursive: true }))

  function write(file: string, text: string): void {
    writeFileSync(path.join(out, file), text)
  }

  test('a page weighs the scripts that today’s browsers load; a worker weighs its chunks', () => {
    const kilobytes = Object.fromEntries(weighExport(out).map(({ name, kilobytes }) => [name, Math.round(kilobytes)]))
    expect(kilobytes['404.html']).toBeGreaterThan(4)
    expect(kilobytes['404.html']).toBeLessThan(10)
    expect(kilobytes['heaviest worker']).toBeGreaterThan(10)
    expect(kilobytes.styles).toBe(0)
  })

  test('a page that grows past its budget is told', () => {
    write(
      '_next/static/chunks/page.js',
      `w("static/chunks/turbopack-worker-1a.js",["static/chunks/worker.js"]);${noise(400_000)}`,
    )
    expect(weighExport(out).filter(({ kilobytes, budget }) => kilobytes > budget)).toMatchObject([{ name: '404.html' }])
  })
})

/** Text that does not compress to nothing. */
function noise(length: number): string {
  let seed = 7
  const next = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return String.fromCharCode(33 + (seed % 90))
  }
  return Array.from({ length }, next).join('')
}
