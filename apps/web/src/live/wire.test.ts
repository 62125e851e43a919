import { expect, test } from 'vitest'
import { keyOfRequest, requestOfKey, type StreamRequest } from './wire.ts'

test('requests that mean the same share a key, and the key gives the request back', () => {
  const asked: StreamRequest = {
    stream: 'changes',
    namespaces: ['shop', 'pay'],
    kinds: ['Service', 'Pod'],
    name: 'web',
  }
  const reordered: StreamRequest = { ...asked, namespaces: ['pay', 'shop'], kinds: ['Pod', 'Service'] }
  expect(keyOfRequest(asked)).toBe(keyOfRequest(reordered))
  expect(requestOfKey(keyOfRequest(asked))).toEqual(reordered)
  expect(requestOfKey(keyOfRequest({ stream: 'services', namespaces: [] }))).toEqual({ stream: 'services' })
  expect(requestOfKey(keyOfRequest({ stream: 'status' }))).toEqual({ stream: 'status' })
  expect(requestOfKey(keyOfRequest({ stream: 'alerts' }))).toEqual({ stream: 'alerts' })
})
