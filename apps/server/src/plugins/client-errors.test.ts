import { connect, type Socket } from 'node:net'
import type { Problem } from '@portolan/contract'
import { afterEach, describe, expect, test } from 'vitest'
import { listening } from '../testing/live-client.ts'
import { TestApp } from '../testing/test-app.ts'

let app: TestApp | undefined
afterEach(() => app?.close())

const HOST = 'Host: localhost\r\n'

/** Sends these very bytes. @returns head and body of what comes back until the connection ends */
async function answerTo(bytes: string): Promise<{ readonly head: string; readonly body: string }> {
  app = await TestApp.over()
  const { port } = new URL(await listening(app))
  const socket: Socket = connect(Number(port), '127.0.0.1')
  socket.write(bytes)
  let text = ''
  for await (const chunk of socket) text += String(chunk)
  const [head = '', body = ''] = text.split('\r\n\r\n')
  return { head, body }
}

describe('a request that cannot be read', () => {
  test.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400, 'bad-request'],
    ['a method nobody knows', `FROB / HTTP/1.1\r\n${HOST}\r\n`, 400, 'bad-request'],
    ['a header without a name', `GET / HTTP/1.1\r\n${HOST}: x\r\n\r\n`, 400, 'bad-request'],
    ['a URL without end', `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n${HOST}\r\n`, 431, 'headers-too-large'],
    [
      'a cookie without end',
      `GET / HTTP/1.1\r\n${HOST}Cookie: ${'x'.repeat(20_000)}\r\n\r\n`,
      431,
      'headers-too-large',
    ],
    [
      'malformed percent-encoding',
      `GET /api/v1/objects/%zz/x/y/changes HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`,
      400,
      'bad-request',
    ],
    ['a method the server has no use for', `PROPFIND / HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`, 404, 'not-found'],
    ['a write to what is read', `PUT /api/v1/status HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`, 404, 'not-found'],
    [
      'JSON that is none',
      `POST /login HTTP/1.1\r\n${HOST}Connection: close\r\nContent-Type: application/json\r\nContent-Length: 1\r\n\r\n{`,
      400,
      'bad-request',
    ],
    ['no Host', `GET /api/v1/status HTTP/1.1\r\nConnection: close\r\n\r\n`, 403, 'bad-host'],
  ])('is a problem: %s', async (...[, bytes, status, code]) => {
    const { head, body } = await answerTo(bytes)
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
    expect(head.toLowerCase()).toContain('content-type: application/problem+json')
    expect(head.toLowerCase()).toContain('x-content-type-options: nosniff')
    const problem = JSON.parse(body) as Problem
    expect(problem).toMatchObject({ status, code, type: `urn:portolan:problem:${code}` })
  })

  test('what a client expects beside is not read', async () => {
    const { head } = await answerTo(
      `GET /api/v1/status HTTP/1.1\r\n${HOST}Connection: close\r\nExpect: miracles\r\n\r\n`,
    )
    expect(head).toMatch(/^HTTP\/1.1 200 /)
  })
})
