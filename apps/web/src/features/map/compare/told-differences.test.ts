import type { TopologyDiff, TopologyNode } from '@portolan/contract'
import { expect, test } from 'vitest'
import { fieldDifferences, toldDifferences } from './told-differences.ts'

type ChangedNode = TopologyDiff['changed']['nodes'][number]

const service = (facts: TopologyNode['facts'], health: TopologyNode['health'] = 'ok'): TopologyNode => ({
  key: 'Service/shop/api',
  kind: 'Service',
  namespace: 'shop',
  name: 'api',
  uid: null,
  presence: 'observed',
  health,
  facts,
})

const counts = (ready: number, unready: number) => ({ ready, unready, terminating: 0 })

test('endpoints are told as sums, and revisions by name with theirs', () => {
  const changed: ChangedNode = {
    before: service({
      endpoints: { ...counts(6, 0), total: 6 },
      byRevision: [{ revision: 'old', ...counts(6, 0) }],
    }),
    after: service({
      endpoints: { ...counts(0, 2), total: 2 },
      byRevision: [{ revision: 'new', ...counts(0, 2) }],
    }),
    differences: [
      { path: 'health', before: 'ok', after: 'error' },
      { path: 'facts.endpoints.ready', before: 6, after: 0 },
      { path: 'facts.byRevision[0].revision', before: 'old', after: 'new' },
    ],
  }
  expect(toldDifferences(changed)).toEqual([
    { path: 'ready', before: '6 / 6', after: '0 / 2' },
    { path: 'revisions', before: 'old 6 / 6', after: 'new 0 / 2' },
    { path: 'health', before: 'ok', after: 'error' },
  ])
})

test('what was not there before has no value before, and lists are no JSON', () => {
  const ports = [{ name: 'http', port: 80 }, { port: 443 }]
  expect(fieldDifferences([{ path: 'facts.ports', after: ports }])).toEqual([{ path: 'ports', after: 'http 80, 443' }])
})
