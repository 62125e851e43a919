import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Status } from './status.ts'

/** Answers larger than this are compressed for clients that ask. Source: apiserver responsewriters, 128 KiB. */
const GZIP_FROM_BYTES = 128 * 1024
/** Pieces are gathered to about this many characters per write. */
const WRITE_CHARACTERS = 64 * 1024

const HEADERS = { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache, private' }

/** Answer with a Status, and with `Retry-After` where it has one. */
export function sendStatus(response: ServerResponse, status: Status): void {
  const { retryAfterSeconds } = status.details ?? {}
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds))
  sendJson(response, status, status.code)
}

export function sendJson(response: ServerResponse, body: object, code = 200): void {
  const bytes = Buffer.from(`${JSON.stringify(body)}\n`)
  response.writeHead(code, { ...HEADERS, 'Content-Length': bytes.length })
  response.end(bytes)
}

/** What the API answers where nothing is installed: not a Status. */
export function sendPageNotFound(response: ServerResponse): void {
  response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' })
  response.end('404 page not found\n')
}

/** Begin a stream of watch lines. */
export function beginWatch(response: ServerResponse): void {
  response.writeHead(200, HEADERS)
}

/**
 * Stream JSON that comes in pieces, never holding more than a write of it; compressed when large and asked for.
 *
 * @param cutAtByte end the connection after so many bytes of JSON
 * @returns when the client has it, or has gone
 */
export async function sendPieces(
  exchange: { request: IncomingMessage; response: ServerResponse },
  pieces: Iterable<string>,
  cutAtByte?: number,
): Promise<void> {
  const { request, response } = exchange
  const chunks = gather(pieces)[Symbol.iterator]()
  const head: Buffer[] = []
  let size = 0
  let isWhole = false
  while (size <= Math.max(GZIP_FROM_BYTES, cutAtByte ?? 0) && !isWhole) {
    const { value, done } = chunks.next()
    if (done === true) isWhole = true
    else {
      head.push(value)
      size += value.length
    }
  }
  if (cutAtByte !== undefined) return cut(response, Buffer.concat(head).subarray(0, cutAtByte))
  if (isWhole) {
    response.writeHead(200, { ...HEADERS, 'Content-Length': size })
    response.end(Buffer.concat(head))
    return
  }
  await stream(response, both(head, chunks), asksForGzip(request))
}

async function stream(response: ServerResponse, chunks: Iterable<Buffer>, isCompressed: boolean): Promise<void> {
  response.writeHead(200, {
    ...HEADERS,
    ...(isCompressed ? { 'Content-Encoding': 'gzip', Vary: 'Accept-Encoding' } : {}),
  })
  const source = Readable.from(chunks, { objectMode: true, highWaterMark: 1 })
  try {
    if (isCompressed) await pipeline(source, createGzip({ level: 1 }), response)
    else await pipeline(source, response)
  } catch (cause) {
    // A client that hangs up in the middle is its own affair.
    if (!response.destroyed) throw cause
  }
}

function cut(response: ServerResponse, bytes: Buffer): void {
  const { socket } = response
  response.writeHead(200, HEADERS)
  response.write(bytes, () => socket?.destroy())
}

function* gather(pieces: Iterable<string>): Iterable<Buffer> {
  let gathered = ''
  for (const piece of pieces) {
    gathered += piece
    if (gathered.length < WRITE_CHARACTERS) continue
    yield Buffer.from(gathered)
    gathered = ''
  }
  if (gathered !== '') yield Buffer.from(gathered)
}

function* both(first: Iterable<Buffer>, rest: Iterator<Buffer>): Iterable<Buffer> {
  yield* first
  for (let next = rest.next(); next.done !== true; next = rest.next()) yield next.value
}

/** Source: RFC 9110 12.5.3; `q=0` refuses. */
function asksForGzip(request: IncomingMessage): boolean {
  const codings = String(request.headers['accept-encoding'] ?? '').split(',')
  return codings.some((coding) => /^\s*gzip\s*(;\s*q=(?!0(\.0*)?\s*$).+)?$/.test(coding))
}
