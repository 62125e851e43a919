import { createHash } from 'node:crypto'
import { pipeline, Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import { BundleCounter } from './bundle-counter.ts'
import type { BundleCounts, BundleEnd, BundleHeader, BundleLine } from './bundle-format.ts'

/** Text that is handed on at a time. */
const CHUNK_CHARACTERS = 65_536

export interface BundleParts {
  readonly header: BundleHeader
  readonly lines: AsyncIterable<BundleLine>
  /** Told when the last line is through. */
  readonly finished?: (counts: BundleCounts) => void
}

/**
 * The bytes of a bundle. Lines are only made as fast as they are taken; an error among them becomes that of the stream, so
 * that whoever writes it knows that it is not whole.
 */
export function bundleStream(parts: BundleParts): Readable {
  const gzip = createGzip()
  // The error is told by the stream itself.
  pipeline(Readable.from(chunksOf(parts), { objectMode: false }), gzip, () => undefined)
  return gzip
}

async function* chunksOf({ header, lines, finished }: BundleParts): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const counter = new BundleCounter()
  let chunk = `${JSON.stringify(header)}\n`
  for await (const line of lines) {
    counter.count(line)
    chunk += `${JSON.stringify(line)}\n`
    if (chunk.length < CHUNK_CHARACTERS) continue
    hash.update(chunk)
    yield chunk
    chunk = ''
  }
  hash.update(chunk)
  yield chunk
  const { counts } = counter
  const end: BundleEnd = { end: { ...counts, sha256: hash.digest('hex') } }
  yield `${JSON.stringify(end)}\n`
  finished?.(counts)
}
