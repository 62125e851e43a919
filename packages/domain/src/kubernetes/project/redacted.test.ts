import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redacted } from './redacted.ts'

describe('redacted', () => {
  test.each([
    ['Get "http://10.0.0.1:8080/ready?token=abc&x=1": EOF', 'Get "http://10.0.0.1:8080/ready?…": EOF'],
    ['dial https://admin:hunter2@db.shop.svc:5432/x', 'dial https://…@db.shop.svc:5432/x'],
    ['Authorization: Bearer abc.def.ghi refused', 'Authorization: … refused'],
    ['sent bearer 0123456789abcdef', 'sent bearer …'],
    ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln here', 'token … here'],
    ['kubectl set env deploy/web DB_PASSWORD=hunter2 --record', 'kubectl set env deploy/web DB_PASSWORD=… --record'],
    ['kubectl set env deploy/web MODE=fast', 'kubectl set env deploy/web MODE=…'],
    ['--token=abc --from-literal=apiKey=def', '--token=… --from-literal=apiKey=…'],
  ])('[C.4] %s', (message, expected) => {
    expect(redacted(message, 1024)).toBe(expected)
  })

  test.each([
    'Readiness probe failed: Get "http://10.0.0.1:8080/ready": context deadline exceeded',
    '0/3 nodes are available: 1 node(s) had untolerated taint {key: value}. Basic checks passed?',
    'Scaled up replica set web-5f8bdc9669 from 0 to 1',
    'kubectl set image deployment/web web=shop/web:v2',
    'Created pod: web@home is fine, so is a@b',
  ])('what is no secret is left alone: %s', (message) => {
    expect(redacted(message, 1024)).toBe(message)
  })

  test('a long text ends with an ellipsis, never within a character', () => {
    expect(redacted('abcdef', 6)).toBe('abcdef')
    expect(redacted('abcdefg', 6)).toBe('abcde…')
    expect(redacted('abc😀😀', 6)).toBe('abc😀…')
    expect(redacted('abcd😀😀', 6)).toBe('abcd…')
  })

  test('a secret at the cut does not survive in part', () => {
    expect(redacted(`${'x'.repeat(10)} https://user:secret@host/`, 24)).not.toContain('user')
  })

  test.each(['x', 'password', 'eyJ-', 'bearer ', 'https://a', 'A', '?', 'authorization: '])(
    'a hostile text costs no more than its length: %j',
    (part) => {
      const begun = process.cpuUsage()
      for (let round = 0; round < 10; round++) redacted(`@${part.repeat(16_384 / part.length)}`, 256)
      expect(process.cpuUsage(begun).user / 1000).toBeLessThan(1000)
    },
  )

  test('is never longer than asked for', () => {
    const words = fc.constantFrom(
      'https://',
      'a:b',
      '@',
      '?',
      '=',
      'bearer ',
      'eyJ',
      '.',
      'x'.repeat(50),
      'TOKEN=',
      ' ',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 400 }), (parts) => {
        expect(redacted(parts.join(''), 256).length).toBeLessThanOrEqual(256)
      }),
    )
  })
})
