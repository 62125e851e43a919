import { expect, test } from 'vitest'
import { hostsFound } from './hosts-found.ts'
import { placesOnMap } from './places-on-map.ts'
import { typedPast } from './typed-past.ts'
import { typedUrl } from './typed-url.ts'
import { fitsWords } from './typed-words.ts'

test('every word has to occur, in any order and case', () => {
  expect(fitsWords('Rollouts 上线 deploy', 'DEP roll')).toBe(true)
  expect(fitsWords('Rollouts 上线 deploy', '上线')).toBe(true)
  expect(fitsWords('Rollouts', 'rollback')).toBe(false)
  expect(fitsWords('Rollouts', '')).toBe(true)
})

test('a whole URL that was pasted can be traced, a part of one is looked for', () => {
  expect(typedUrl(' HTTPS://www.china.com:8443/a?b=c ')).toBe('HTTPS://www.china.com:8443/a?b=c')
  expect(['http://', 'http:///a', 'www.china.com', 'http://a b', 'ftp://a'].map(typedUrl)).toEqual(
    Array<undefined>(5).fill(undefined),
  )
})

test('a host that several rules name is told once, and a wildcard is not asked for', () => {
  const hit = (kind: string, text: string, by: 'host' | 'name' = 'host') => ({
    kind,
    namespace: 'a',
    name: 'x',
    by,
    text,
  })
  const kinds = [
    { kind: 'Ingress', found: 3, hits: [hit('Ingress', 'pay.example.com'), hit('Ingress', '*.example.com')] },
    { kind: 'HTTPRoute', found: 1, hits: [hit('HTTPRoute', 'pay.example.com'), hit('HTTPRoute', 'x', 'name')] },
    { kind: 'Service', found: 1, hits: [hit('Service', 'db.example.com')] },
  ]
  expect(hostsFound(kinds)).toEqual(['pay.example.com'])
})

test('what was found leads to the map of its connections: a card to its drawer, anything else to a filter', () => {
  const hit = (kind: string, name: string, more: object = {}) => ({
    kind,
    found: 1,
    hits: [{ kind, namespace: 'shop', name, by: 'name' as const, text: name, ...more }],
  })
  const kinds = [
    hit('Service', 'web'),
    hit('Pod', 'web-1', { by: 'address', text: '10.0.3.7' }),
    hit('Node', 'n1', { namespace: null }),
    hit('Secret', 'x'),
    hit('Ingress', 'edge', { by: 'host', text: 'a.example.com' }),
  ]
  expect(placesOnMap(kinds)).toEqual([
    { name: 'a.example.com', href: '/map/?q=host%3Aa.example.com' },
    { name: 'shop/web', href: '/map/?namespace=shop&view=flow&focus=Service%2Fshop%2Fweb' },
    { name: '10.0.3.7', href: '/map/?namespace=shop&view=flow&q=ip%3A10.0.3.7' },
    { name: 'n1', href: '/map/?q=node%3An1' },
  ])
})

test('a time of day is an instant, a port number or a name is none', () => {
  const now = Date.parse('2026-11-21T15:00:00.000Z')
  const past = (typed: string) => typedPast(typed, { now, zone: 'utc' })
  expect(past('14:03')).toEqual({ time: Date.parse('2026-11-21T14:03:00.000Z') })
  expect(past('-15m')).toEqual({ time: now - 900_000 })
  expect(past('seq:12')).toEqual({ seq: 12 })
  expect(past('30080')).toBeUndefined()
  expect(past('2027-01-01')).toBeUndefined()
  expect(past('web')).toBeUndefined()
})
