import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import type { ProblemCode } from '@portolan/contract'
import { problemOf } from './problems.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

interface Refusal {
  readonly code: ProblemCode
  readonly detail: string
}

const NOT_HTTP: Refusal = { code: 'bad-request', detail: 'This is no HTTP/1.1 request that can be read.' }

/** By the code Node gives the error; every other one is of what could not be read at all. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    code: 'headers-too-large',
    detail: 'The URL and the headers of a request have 16 KiB together at most: ask in parts, or drop cookies.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: { code: 'request-timeout', detail: 'The request did not arrive completely in time.' },
}

/** The problem for a request that never becomes one: no hook and no route sees it, and the connection ends with it. */
export function answerClientError(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy(error)
    return
  }
  const problem = problemOf(REFUSALS[error.code ?? ''] ?? NOT_HTTP)
  const body = JSON.stringify(problem)
  const headers = {
    ...SECURITY_HEADERS,
    'cache-control': 'no-store',
    'content-type': 'application/problem+json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  }
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  socket.end(`HTTP/1.1 ${problem.status} ${problem.title}\r\n${head.join('')}\r\n${body}`)
}

/** What else than `100-continue` a client expects is not read: it gets the answer it would get without (RFC 9110, 10.1.1). */
export function grantNoExpectation(server: Server): void {
  server.on('checkExpectation', (request, response) => void server.emit('request', request, response))
}
