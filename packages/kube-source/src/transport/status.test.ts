import { describe, expect, test } from 'vitest'
import { errorOfAnswer, errorOfLine } from './status.ts'

const SERVER = 'https://10.0.0.1:6443'
const NOW = Date.UTC(2026, 10, 21)
const answered = (code: number, body = '', retryAfter?: string) =>
  errorOfAnswer({ server: SERVER, code, body, retryAfter }, NOW)

describe('errorOfAnswer', () => {
  test('a Status gives its reason, causes and message', () => {
    const status = {
      kind: 'Status',
      code: 504,
      reason: 'Timeout',
      message: 'Timeout: Too large resource version: 9, current: 7',
      details: {
        causes: [{ reason: 'ResourceVersionTooLarge', message: 'Too large resource version' }],
        retryAfterSeconds: 1,
      },
    }
    const error = answered(504, JSON.stringify(status))
    expect(error).toMatchObject({ status: 504, reason: 'Timeout', causes: status.details.causes, retryAfterMs: 1000 })
    expect(error.message).toBe(`the API server at ${SERVER} answered 504: ${status.message}`)
  })

  test('who may not do what is the whole sentence of a 403', () => {
    const message = 'pods is forbidden: User "ada" cannot list resource "pods" in API group "" at the cluster scope'
    expect(answered(403, JSON.stringify({ kind: 'Status', code: 403, message })).message).toBe(message)
  })

  test('a 401 says that the credentials are not accepted', () => {
    expect(answered(401).message).toBe(
      `the API server at ${SERVER} does not accept these credentials (401 Unauthorized)`,
    )
  })

  test('a proxy that answers HTML is told by its code', () => {
    expect(answered(502, '<html>Bad Gateway</html>').message).toBe(`the API server at ${SERVER} answered 502`)
  })

  test('the Retry-After header counts more than the body, in seconds or as a date', () => {
    const body = JSON.stringify({ kind: 'Status', details: { retryAfterSeconds: 9 } })
    expect(answered(429, body, '3').retryAfterMs).toBe(3000)
    expect(answered(429, '', new Date(NOW + 7000).toUTCString()).retryAfterMs).toBe(7000)
    expect(answered(429, '', 'soon').retryAfterMs).toBeUndefined()
    expect(answered(429).retryAfterMs).toBeUndefined()
  })
})

describe('errorOfLine', () => {
  test('[B.4] a Status inside a 200 stream is as good as an HTTP status', () => {
    const object = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version: 5 (9)' }
    const error = errorOfLine(object)
    expect(error).toMatchObject({ status: 410, reason: 'Expired', causes: [], retryAfterMs: undefined })
    expect(error.message).toBe('the API server ended a watch with 410: too old resource version: 5 (9)')
  })

  test('an ERROR line without a Status is a failure of the server', () => {
    expect(errorOfLine(null)).toMatchObject({ status: 500, message: 'the API server ended a watch with 500' })
  })
})
