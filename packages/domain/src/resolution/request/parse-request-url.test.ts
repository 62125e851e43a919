import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ResolutionRequestError } from '../../errors.ts'
import { MAX_URL_LENGTH, parseRequestUrl, type RequestUrl } from './parse-request-url.ts'

function faultOf(text: string): string | undefined {
  try {
    parseRequestUrl(text)
    return undefined
  } catch (error) {
    if (error instanceof ResolutionRequestError) return error.reason
    throw error
  }
}

const plain: RequestUrl = {
  protocol: 'http',
  host: 'shop.example',
  isAddress: false,
  port: 80,
  path: '/',
  query: '',
}

describe('parseRequestUrl', () => {
  test.each<readonly [string, Partial<RequestUrl>]>([
    ['shop.example', {}],
    ['  http://shop.example  ', {}],
    ['HTTPS://Shop.EXAMPLE:8443/Cart?q=1#top', { protocol: 'https', port: 8443, path: '/Cart', query: '?q=1' }],
    ['wss://shop.example/live', { protocol: 'https', port: 443, path: '/live' }],
    ['tcp://shop.example:5432', { protocol: 'tcp', port: 5432 }],
    ['http://shop.example.', {}],
    ['http://shop.example:', {}],
    ['http://someone:secret@shop.example/', {}],
    ['http://trusted.example@evil.example/', { host: 'evil.example' }],
    ['http://shop.example?q', { query: '?q' }],
    ['http://shop.example/a//b/../c', { path: '/a//b/../c' }],
    ['http://shop.example/%zz', { path: '/%zz' }],
    ['http://shop.example/grün?ä', { path: '/gr%C3%BCn', query: '?%C3%A4' }],
    ['http://shop.example/\ud800', { path: '/%EF%BF%BD' }],
    ['http://bücher.example', { host: 'xn--bcher-kva.example' }],
    ['http://日本語。jp', { host: 'xn--wgv71a119e.jp' }],
    ['http://10.0.0.7:30080', { host: '10.0.0.7', isAddress: true, port: 30080 }],
    ['http://[2001:DB8::0:1]:8080/', { host: '2001:db8::1', isAddress: true, port: 8080 }],
    ['http://[::]/', { host: '::', isAddress: true }],
  ])('%j is read', (text, expected) => {
    expect(parseRequestUrl(text)).toEqual({ ...plain, ...expected })
  })

  test.each([
    ['', 'url-empty'],
    [' \t ', 'url-empty'],
    ['http://', 'missing-host'],
    ['http:///path', 'missing-host'],
    ['http://:80', 'missing-host'],
    ['ftp://shop.example', 'unsupported-scheme'],
    ['javascript:alert(1)', 'invalid-port'],
    ['http://shop.example:0', 'invalid-port'],
    ['http://shop.example:65536', 'invalid-port'],
    ['http://shop.example:8o', 'invalid-port'],
    ['http://a b.example', 'invalid-character'],
    ['http://shop.example/a\nb', 'invalid-character'],
    ['http://shop.example\\@evil.example', 'invalid-character'],
    ['http://shop..example', 'invalid-host'],
    ['http://*.example', 'invalid-host'],
    ['http://%73hop.example', 'invalid-host'],
    [`http://${'a'.repeat(64)}.example`, 'invalid-host'],
    [`http://${'a.'.repeat(130)}example`, 'invalid-host'],
    ['http://256.0.0.1', 'invalid-host'],
    ['http://0x7f.1', 'invalid-host'],
    ['http://1.2.3', 'invalid-host'],
    ['http://[::1', 'invalid-host'],
    ['http://[:::]', 'invalid-host'],
    ['http://[1:2:3:4:5:6:7:8:9]', 'invalid-host'],
    ['http://::1/', 'invalid-host'],
    [`http://shop.example/${'a'.repeat(MAX_URL_LENGTH)}`, 'url-too-long'],
    ['a'.repeat(1_000_000), 'url-too-long'],
  ])('%j is refused as %s', (text, fault) => {
    expect(faultOf(text)).toBe(fault)
  })

  test('a message never repeats more than a few characters of what was sent', () => {
    const text = `http://${'x'.repeat(5000)}`
    expect(() => parseRequestUrl(text)).toThrow(/^"x{64}…" is no host$/)
  })

  test('any text is a URL in one reading, or refused with a reason', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.webUrl().map((url) => `${url}%`),
    )
    fc.assert(
      fc.property(text, (any) => {
        if (faultOf(any) !== undefined) return
        const { protocol, host, port, path, query } = parseRequestUrl(any)
        const again = `${protocol}://${host.includes(':') ? `[${host}]` : host}:${port || 1}${path}${query}`
        expect(parseRequestUrl(again)).toMatchObject({ protocol, host, path, query })
      }),
      { numRuns: 300 },
    )
  })
})
