import { describe, expect, test } from 'vitest'
import { anEndpointSlice, anIngress, aPod, aService, aSnapshot } from '../testing/index.ts'
import { type ChartQuestion, chartMatches } from './chart-matches.ts'

const pod = aPod('web-7f9', { node: 'N1', labels: { 'app.kubernetes.io/name': 'Web', tier: 'front' }, ip: '10.0.3.7' })
const snapshot = aSnapshot(
  ...[aService('web'), aService('db', { labels: { tier: 'back' } }), pod],
  anIngress('edge', { labels: { tier: 'front' } }),
  anEndpointSlice('web-1', { service: 'web', endpoints: [{ pod, address: '10.0.3.7' }] }),
  anEndpointSlice('by-hand', { endpoints: [{ pod, address: '10.0.3.7' }] }),
)

describe('chartMatches', () => {
  test.each<[string, ChartQuestion, string[]]>([
    ['a Service by the node of an endpoint', { by: 'node', values: ['n1'] }, ['Service/default/web']],
    ['a node is a whole name', { by: 'node', values: ['n'] }, []],
    ['a Service by a part of the name of a Pod', { by: 'pod', values: ['b-7f'] }, ['Service/default/web']],
    ['a Service by the beginning of the address of a Pod', { by: 'pod', values: ['10.0.3.'] }, ['Service/default/web']],
    ['a part of an address is not its beginning', { by: 'pod', values: ['.0.3'] }, []],
    ['what has a card by its own label', { by: 'label', values: ['tier=back'] }, ['Service/default/db']],
    [
      'a Service by a label of its Pods',
      { by: 'label', values: ['tier=front'] },
      ['Ingress/default/edge', 'Service/default/web'],
    ],
    ['a key without its prefix, whatever the case', { by: 'label', values: ['name=web'] }, ['Service/default/web']],
    ['a key with its prefix', { by: 'label', values: ['app.kubernetes.io/name'] }, ['Service/default/web']],
    ['any of the values', { by: 'label', values: ['tier=no', 'tier=back'] }, ['Service/default/db']],
  ])('%s', (_, question, expected) => {
    expect([...chartMatches(snapshot, 'default', question)].sort()).toEqual(expected)
  })
})
