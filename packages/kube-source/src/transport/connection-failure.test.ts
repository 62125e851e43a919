import { describe, expect, test } from 'vitest'
import { CredentialsError } from '../errors.ts'
import { connectionFailure } from './connection-failure.ts'

const SERVER = 'https://10.0.0.1:6443'
const coded = (code: string, options?: ErrorOptions) => Object.assign(new Error('', options), { code })

describe('connectionFailure', () => {
  test.each([
    ['ECONNREFUSED', 'refused the connection (ECONNREFUSED)'],
    ['ENOTFOUND', 'cannot be found: its name does not resolve (ENOTFOUND)'],
    ['CERT_HAS_EXPIRED', 'shows a certificate that has expired (CERT_HAS_EXPIRED)'],
    ['ESOMETHING', 'failed:  (ESOMETHING)'],
  ])('%s is told as a sentence', (code, sentence) => {
    expect(connectionFailure(SERVER, coded(code)).message).toBe(`the API server at ${SERVER} ${sentence}`)
  })

  test('the innermost reason counts', () => {
    const error = coded('UND_ERR_SOCKET', { cause: coded('ECONNRESET') })
    expect(connectionFailure(SERVER, error).message).toBe(
      `the API server at ${SERVER} broke the connection off (ECONNRESET)`,
    )
  })

  test('an error of ours passes unchanged', () => {
    const error = new CredentialsError('the token file /t is empty')
    expect(connectionFailure(SERVER, error)).toBe(error)
  })
})
