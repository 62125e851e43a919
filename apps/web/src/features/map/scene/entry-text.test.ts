import { describe, expect, test } from 'vitest'
import { entryPlace } from './entry-text.ts'
import type { EntryCard } from './scene.ts'

const entry = (addresses: readonly string[], ports: readonly number[]) =>
  ({
    addresses,
    door: { ways: [{ address: addresses[0] ?? '', ports, via: 'LoadBalancer' }], controllers: [], isInferred: false },
  }) as unknown as EntryCard

describe('entryPlace', () => {
  test.each([
    [['203.0.113.10', '203.0.113.11'], [80, 443], { address: '203.0.113.10', more: 1, ports: ':80 :443' }],
    [[], [30080], { address: '', more: 0, ports: ':30080' }],
    [['a'], [80, 443, 8080, 8443], { address: 'a', more: 0, ports: ':80 :443 :8080 +1' }],
    [['a'], [30080, 30443, 31000, 32000], { address: 'a', more: 0, ports: ':30080 :30443 +2' }],
    [['a'], [], { address: 'a', more: 0, ports: '' }],
  ])('%j with ports %j', (addresses, ports, expected) => {
    expect(entryPlace(entry(addresses, ports))).toEqual(expected)
  })
})
