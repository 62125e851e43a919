import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What came in. */
export interface ReceivedRequest {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** How a request is answered; an answer that is never ended hangs. */
export type Answering = (response: ServerResponse, request: IncomingMessage) => void

export interface ReceivingServer {
  readonly url: string
  readonly received: readonly ReceivedRequest[]
  /** From the next request on. */
  answer(answering: Answering): void
  close(): Promise<void>
}

/** A real HTTP server on loopback that keeps what it got. */
export async function receivingServer(): Promise<ReceivingServer> {
  const received: ReceivedRequest[] = []
  let answering: Answering = (response) => response.end('ok')
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
    answering(response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    received,
    answer: (next) => {
      answering = next
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}
