import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { pipeline, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { StartRefusedError } from '../errors.ts'
import { BundleCounter } from './bundle-counter.ts'
import { BUNDLE_FORMAT, BUNDLE_VERSION, BundleEnd, BundleHeader, type BundleLine } from './bundle-format.ts'

/** No line of ours comes near it; a file that is something else may have one without end. */
const LONGEST_LINE_BYTES = 64 * 1024 * 1024
const LINE_END = 0x0a

/**
 * Reads a bundle: its header first, then line by line, only as fast as lines are taken.
 *
 * Whether it is whole is known at the end alone: what was read before may be thrown away then.
 */
export class BundleFile {
  readonly header: BundleHeader
  readonly #file: string
  readonly #texts: AsyncGenerator<Buffer>
  readonly #hash = createHash('sha256')

  private constructor(
    file: string,
    header: BundleHeader,
    { texts, first }: { texts: AsyncGenerator<Buffer>; first: Buffer },
  ) {
    this.header = header
    this.#file = file
    this.#texts = texts
    this.#take(first)
  }

  /** @throws {StartRefusedError} it cannot be read, is no bundle, or is of a newer format */
  static async open(file: string): Promise<BundleFile> {
    const texts = linesOf(file, unpacked(file))
    const { value: first, done } = await texts.next()
    if (done) throw noBundle(file)
    return new BundleFile(file, headerOf(file, first), { texts, first })
  }

  /** @throws {StartRefusedError} it was cut short, or is not what was written into it */
  async *lines(): AsyncGenerator<BundleLine> {
    const counter = new BundleCounter()
    for await (const text of this.#texts) {
      const line = parsed(text)
      if (line === undefined) throw damaged(this.#file)
      if ('end' in line) {
        await this.#requireWhole(line, counter)
        return
      }
      this.#take(text)
      counter.count(line as BundleLine)
      yield line as BundleLine
    }
    throw cutShort(this.#file)
  }

  /** Gives the file back. */
  async close(): Promise<void> {
    await this.#texts.return(undefined)
  }

  async #requireWhole(line: object, { counts }: BundleCounter): Promise<void> {
    const { data } = BundleEnd.safeParse(line)
    const isWhole = JSON.stringify(data?.end) === JSON.stringify({ ...counts, sha256: this.#hash.digest('hex') })
    const { done } = await this.#texts.next()
    if (!isWhole || !done) throw damaged(this.#file)
  }

  #take(text: Buffer): void {
    this.#hash.update(text).update('\n')
  }
}

function unpacked(file: string): Readable {
  const gunzip = createGunzip()
  // The error is told by the stream itself.
  pipeline(createReadStream(file), gunzip, () => undefined)
  return gunzip
}

/** Each line without its end. @throws {StartRefusedError} */
async function* linesOf(file: string, stream: Readable): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  let restBytes = 0
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      let start = 0
      for (let end = chunk.indexOf(LINE_END); end >= 0; end = chunk.indexOf(LINE_END, start)) {
        yield Buffer.concat([...rest, chunk.subarray(start, end)])
        rest = []
        restBytes = 0
        start = end + 1
      }
      rest.push(chunk.subarray(start))
      restBytes += chunk.length - start
      if (restBytes > LONGEST_LINE_BYTES) throw noBundle(file)
    }
  } catch (error) {
    throw refusalOf(file, error)
  }
  if (restBytes > 0) throw cutShort(file)
}

function headerOf(file: string, text: Buffer): BundleHeader {
  const line = parsed(text)
  if (line === undefined || !('format' in line) || line.format !== BUNDLE_FORMAT) throw noBundle(file)
  if ('version' in line && Number(line.version) > BUNDLE_VERSION) {
    throw new StartRefusedError(
      `${path.basename(file)} is a bundle of format ${line.version}, this Portolan reads up to format ${BUNDLE_VERSION}: open it with a newer one.`,
    )
  }
  const { data, error } = BundleHeader.safeParse(line)
  if (data === undefined) throw damaged(file, error)
  return data
}

/** `undefined` for what is no object of JSON. */
function parsed(text: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(text.toString())
    return typeof value === 'object' && value !== null ? value : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function refusalOf(file: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  if (code === 'Z_BUF_ERROR') return cutShort(file, error)
  if (code === 'Z_DATA_ERROR') {
    return (error as Error).message === 'incorrect header check' ? noBundle(file, error) : damaged(file, error)
  }
  if (['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR'].includes(code)) {
    return new StartRefusedError(`${file} cannot be read (${code}): correct the path or its permissions.`, {
      cause: error,
    })
  }
  return error
}

function noBundle(file: string, cause?: unknown): StartRefusedError {
  return new StartRefusedError(
    `${path.basename(file)} is no incident bundle: name a file that portolan export has written.`,
    { cause },
  )
}

function cutShort(file: string, cause?: unknown): StartRefusedError {
  return new StartRefusedError(`${path.basename(file)} was cut short: its end is missing; copy or export it again.`, {
    cause,
  })
}

function damaged(file: string, cause?: unknown): StartRefusedError {
  return new StartRefusedError(
    `${path.basename(file)} is damaged: it is not what was written into it; copy or export it again.`,
    { cause },
  )
}
