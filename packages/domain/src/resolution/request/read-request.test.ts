import { describe, expect, test } from 'vitest'
import { ResolutionRequestError } from '../../errors.ts'
import type { ResolutionRequest } from '../resolution-options.ts'
import { readRequest } from './read-request.ts'

function faultOf(request: Partial<ResolutionRequest>): string | undefined {
  try {
    readRequest({ url: 'http://shop.example/', ...request })
    return undefined
  } catch (error) {
    if (error instanceof ResolutionRequestError) return error.reason
    throw error
  }
}

describe('readRequest', () => {
  test('a Host header names the host, and the URL whom to dial', () => {
    const headers = [{ name: 'HOST', value: 'Shop.example:8443' }]
    const { host, dialled, port } = readRequest({ url: 'http://10.0.0.9:30080/', headers })
    expect({ host, dialled, port }).toEqual({ host: 'shop.example', dialled: '10.0.0.9', port: 30080 })
  })

  test('headers of one name are joined, and cookies and parameters are read apart', () => {
    const { headers, cookies, parameters } = readRequest({
      url: 'http://shop.example/?a=1&a=2&b=x%20y+z&c&d=%zz',
      headers: [
        { name: 'X-A', value: '1' },
        { name: 'x-a', value: '2' },
        { name: 'Cookie', value: 'cv=always; other=a=b' },
      ],
    })
    expect({ a: headers.get('x-a'), cookies: [...cookies], parameters: [...parameters] }).toEqual({
      a: '1, 2',
      cookies: [
        ['cv', 'always'],
        ['other', 'a=b'],
      ],
      parameters: [
        ['a', '1'],
        ['b', 'x y z'],
        ['c', ''],
        ['d', '%zz'],
      ],
    })
  })

  test.each<readonly [string, Partial<ResolutionRequest>]>([
    ['invalid-method', { method: 'GET /' }],
    ['invalid-method', { method: '' }],
    ['invalid-header', { headers: [{ name: 'x:y', value: '' }] }],
    ['invalid-header', { headers: [{ name: 'x', value: 'a\r\nb: c' }] }],
    ['invalid-host', { headers: [{ name: 'host', value: 'a b' }] }],
    ['too-many-headers', { headers: Array.from({ length: 5000 }, (_, at) => ({ name: `x${at}`, value: '1' })) }],
    ['too-many-headers', { headers: [{ name: 'x', value: 'a'.repeat(1_000_000) }] }],
  ])('%s', (fault, request) => {
    expect(faultOf(request)).toBe(fault)
  })
})
