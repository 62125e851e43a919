import { describe, expect, test } from 'vitest'
import { aFinding } from '../../../testing/a-finding.ts'
import { anIngress, aService, aTopology } from '../../../testing/a-topology.ts'
import { findingsByKey } from '../badges/findings-by-key.ts'
import { buildScene } from '../scene/build-scene.ts'
import { NO_GHOSTS } from '../scene/ghosts.ts'
import { trafficOf } from '../scene/trace.ts'
import { findCards } from './find-cards.ts'
import { onlyLit } from './only-lit.ts'
import { parseFilter } from './parse-filter.ts'

const topology = aTopology(
  aService('shop/web', { ready: 2 }),
  aService('shop/api', { ready: 0, unready: 2 }),
  aService('shop/db'),
  anIngress('shop/edge', [
    { host: 'shop.example.com', path: '/', to: 'shop/web' },
    { host: 'api.example.com', path: '/v1', to: 'shop/api' },
    { host: 'api.example.com', path: '/old', to: 'shop/gone', absent: 'object' },
  ]),
)
const scene = buildScene({ topology, namespaces: [], ghosts: NO_GHOSTS })
const traffic = trafficOf(scene)

const findings = findingsByKey([
  aFinding({ subject: 'Service/shop/api', rule: 'SVC-005', severity: 'error' }),
  aFinding({ subject: 'Ingress/shop/edge', rule: 'ING-001', severity: 'warning' }),
])

/** What the server would answer: all of it is `api`. */
const BEHIND = ['ip:203.0', 'node:n1', 'label:app=api', 'changed:5m', '-pod:api', 'api-7f9c4d']
const behind = ({ text }: { text: string }) =>
  text.includes('refused') ? undefined : new Set(BEHIND.includes(text) ? ['Service/shop/api'] : [])

function found(q: string) {
  return findCards(scene, { filter: parseFilter(q), known: { rowOf: () => undefined, findings, behind }, traffic })
}

describe('findCards', () => {
  test.each([
    ['state:bad', ['Ingress/shop/edge#api.example.com', 'Service/shop/gone', 'Service/shop/api']],
    ['state:missing kind:service', ['Service/shop/gone']],
    ['host:shop', ['Ingress/shop/edge#shop.example.com']],
    ['path:/v1', ['Ingress/shop/edge#api.example.com']],
    ['kind:service -state:bad', ['Service/shop/web', 'Service/shop/db']],
    ['revision:7f9 db', ['Service/shop/db']],
    ['port:80 kind:service web', ['Service/shop/web']],
    ['ip:203.0', ['Service/shop/api', 'shop<IngressClass/-/nginx@203.0.113.10']],
    ['health:error kind:service', ['Service/shop/api', 'Service/shop/gone']],
    ['node:n1', ['Service/shop/api']],
    ['label:app=api', ['Service/shop/api']],
    ['changed:5m -pod:api', []],
    ['api-7f9c4d', ['Service/shop/api']],
    ['namespace:pay', []],
    ['finding:any kind:service', ['Service/shop/api']],
    ['finding:warning', ['Ingress/shop/edge#api.example.com', 'Ingress/shop/edge#shop.example.com']],
    ['finding:critical', []],
    ['rule:SVC-005', ['Service/shop/api']],
    ['rule:ing,svc-9', ['Ingress/shop/edge#api.example.com', 'Ingress/shop/edge#shop.example.com']],
  ])('%s', (q, hits) => {
    expect([...(found(q)?.hits ?? [])].sort()).toEqual([...hits].sort())
  })

  test.each([
    'label:',
    'label:app=',
    'stat:bad',
    'state:',
    'label:refused',
    'pod:refused',
    'refused',
    '-',
    'label: stat:bad',
  ])('%s has not found nothing: it says nothing yet', (q) => {
    expect(found(q)).toBeUndefined()
  })

  test('beside a part that can be judged, one that cannot is left out', () => {
    expect(found('host:shop label: label:refused stat:bad')?.hits).toEqual(['Ingress/shop/edge#shop.example.com'])
  })

  test('without a filter nothing is asked', () => {
    expect(found('')).toBeUndefined()
  })

  test('what leads to a hit, and what it leads to, stays bright', () => {
    expect(found('host:shop')?.lit).toEqual(
      new Set(['Ingress/shop/edge#shop.example.com', 'shop<IngressClass/-/nginx@203.0.113.10', 'Service/shop/web']),
    )
  })

  test('A1 hiding the rest leaves the counts those of everything', () => {
    const shown = onlyLit(scene, found('host:shop')?.lit ?? new Set())
    expect([...shown.cards.keys()].sort()).toEqual(
      ['Ingress/shop/edge#shop.example.com', 'Service/shop/web', 'shop<IngressClass/-/nginx@203.0.113.10'].sort(),
    )
    expect(shown.counts).toEqual(scene.counts)
  })
})
