import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { BundleHeader, BundleLine } from './bundle-format.ts'
import { bundleStream } from './bundle-stream.ts'

const header: BundleHeader = {
  format: 'portolan-incident',
  version: 1,
  createdAt: '2026-11-21T01:30:00.000Z',
  createdBy: '0.1.0',
  cluster: { name: 'harbour', server: 'https://10.0.0.1:6443', version: null },
  from: { seq: 1, at: '2026-11-21T01:00:00.000Z' },
  to: { seq: 2, at: '2026-11-21T01:30:00.000Z' },
  namespaces: null,
  redacted: false,
}

/** Lines without end that do not compress, and how many were made. */
function endless() {
  const made = { lines: 0, isOver: false }
  async function* lines(): AsyncGenerator<BundleLine> {
    try {
      for (;;) {
        made.lines += 1
        yield { gap: { kind: 'Pod', namespace: randomBytes(4_096).toString('base64'), from: 0, reason: 'expired' } }
      }
    } finally {
      made.isOver = true
    }
  }
  return { made, lines: lines() }
}

test('lines are made only as fast as they are taken, and no more when nobody takes them', async () => {
  const { made, lines } = endless()
  const stream = bundleStream({ header, lines })
  await once(stream, 'readable')
  let before = -1
  // Whatever fits into the buffers on the way is made; then it stands still.
  while (before !== made.lines) {
    before = made.lines
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  expect(made.lines).toBeLessThan(200)
  stream.destroy()
  await once(stream, 'close')
  await expect.poll(() => made.isOver, { timeout: 60_000 }).toBe(true)
})

test('an error among the lines is that of the stream: nobody takes what there is for a whole bundle', async () => {
  async function* lines(): AsyncGenerator<BundleLine> {
    yield { gap: { kind: 'Pod', from: 0, reason: 'expired' } }
    throw new Error('the disk is gone')
  }
  const stream = bundleStream({ header, lines: lines() })
  stream.resume()
  const [error] = (await once(stream, 'error')) as [Error]
  expect(error.message).toBe('the disk is gone')
})

test('a bundle of nothing is a header and an end', async () => {
  const chunks: Buffer[] = []
  async function* nothing(): AsyncGenerator<BundleLine> {
    yield* []
  }
  for await (const chunk of bundleStream({ header, lines: nothing() })) chunks.push(chunk as Buffer)
  const lines = gunzipSync(Buffer.concat(chunks)).toString().trimEnd().split('\n')
  expect(lines).toHaveLength(2)
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ end: { objects: 0, ledgers: 0, changes: 0, gaps: 0 } })
})
