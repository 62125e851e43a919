import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { MalformedAnswerError } from '../errors.ts'

const unzip = promisify(gunzip)

export interface ReadBodyOptions {
  /** `content-encoding`; only `gzip` means anything. */
  readonly encoding: string | undefined
  readonly maxBytes: number
  /** Told of every piece as it came over the wire. */
  readonly onBytes?: ((count: number) => void) | undefined
}

/**
 * Read and, where it is compressed, unpack a body.
 * @throws {MalformedAnswerError} it is larger than `maxBytes`, packed or unpacked
 */
export async function readBody(
  body: AsyncIterable<Buffer>,
  { encoding, maxBytes, onBytes }: ReadBodyOptions,
): Promise<Buffer> {
  const chunks: Buffer[] = []
  let wireBytes = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    wireBytes += chunk.length
    onBytes?.(chunk.length)
    if (wireBytes > maxBytes) throw tooLarge(maxBytes)
  }
  const packed = Buffer.concat(chunks, wireBytes)
  return encoding === 'gzip' ? await unpacked(packed, maxBytes) : packed
}

async function unpacked(packed: Buffer, maxBytes: number): Promise<Buffer> {
  try {
    return await unzip(packed, { maxOutputLength: maxBytes })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes)
    throw new MalformedAnswerError('the API server sent a compressed answer that cannot be unpacked', { cause: error })
  }
}

function tooLarge(maxBytes: number): MalformedAnswerError {
  return new MalformedAnswerError(`the API server sent one answer of more than ${Math.round(maxBytes / 1024 ** 2)} MiB`)
}
