import type { ServiceDetail, Topology } from '@portolan/contract'
import { expect, test } from 'vitest'
import { focusModel } from './focus-model.ts'
import { focusRows } from './focus-rows.ts'

type Endpoint = ServiceDetail['endpointList'][number]

function anEndpoint(pod: string, given: Partial<Endpoint> = {}): Endpoint {
  return {
    identity: `uid-${pod}`,
    address: '10.244.1.7',
    state: 'ready',
    conditions: { ready: true },
    display: 'ready',
    hostname: null,
    pod: `shop/${pod}`,
    node: 'worker-1',
    zone: 'zone-a',
    revision: '7f9c4d',
    ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    slice: 'web-1',
    ...given,
  }
}

function aSlice(name: string): ServiceDetail['slices'][number] {
  return { name, addressType: 'IPv4', managedBy: 'endpointslice-controller.k8s.io', origin: 'selector', endpoints: 1 }
}

function anEdge(from: string, relation: 'owner' | 'scales' | 'policy', to: string): Topology['edges'][number] {
  return { from, to, relation, state: 'resolved', facts: {} }
}

const cordoned: Topology['nodes'][number] = {
  ...{ key: 'Node/-/worker-2', kind: 'Node', namespace: null, name: 'worker-2', uid: 'uid', presence: 'observed' },
  ...{ health: 'ok', facts: { isReady: true, isSchedulable: false } },
}

const detail = {
  slices: [aSlice('web-2'), aSlice('web-1')],
  endpointList: [
    anEndpoint('web-b'),
    anEndpoint('web-old', { revision: '86bd5f', state: 'terminating' }),
    anEndpoint('web-a', { node: 'worker-2' }),
    anEndpoint('external', { slice: 'web-2', pod: null, revision: null, node: null, address: '192.0.2.7' }),
  ],
}

const around = {
  nodes: [cordoned],
  edges: [
    anEdge('Pod/shop/web-a', 'owner', 'ReplicaSet/shop/web-7f9c4d'),
    anEdge('ReplicaSet/shop/web-7f9c4d', 'owner', 'Deployment/shop/web'),
    anEdge('HorizontalPodAutoscaler/shop/web', 'scales', 'Deployment/shop/web'),
    anEdge('PodDisruptionBudget/shop/web', 'policy', 'Pod/shop/web-a'),
    anEdge('PodDisruptionBudget/shop/web', 'policy', 'Pod/shop/web-b'),
    anEdge('NetworkPolicy/shop/other', 'policy', 'Pod/shop/db'),
  ],
}

test('every endpoint by name under its slice and revision, with its owners, what scales them, and its policies', () => {
  const { slices, policies, pods } = focusModel(detail, around)
  const told = slices.map(({ name, groups }) => [
    name,
    groups.map(({ revision, owners, endpoints }) => [
      revision,
      owners.map(({ kind, name }) => `${kind} ${name}`),
      endpoints.map(({ name, nodeTrouble }) => (nodeTrouble ? `${name} ${nodeTrouble}` : name)),
    ]),
  ])
  expect(told).toEqual([
    [
      'web-1',
      [
        [
          '7f9c4d',
          ['ReplicaSet web-7f9c4d', 'Deployment web', 'HorizontalPodAutoscaler web'],
          ['web-a cordoned', 'web-b'],
        ],
        ['86bd5f', [], ['web-old']],
      ],
    ],
    ['web-2', [[null, [], ['192.0.2.7']]]],
  ])
  expect(policies.map(({ key, pods }) => [key, pods])).toEqual([['PodDisruptionBudget/shop/web', 2]])
  expect(pods).toBe(3)
})

test('of Pods without a revision a maker is told only where it made all of them', () => {
  const ownersOf = (...pods: readonly string[]) =>
    focusModel(
      { slices: [aSlice('web-1')], endpointList: pods.map((pod) => anEndpoint(pod, { revision: null })) },
      {
        nodes: [],
        edges: ['job-a', 'job-b'].map((pod) => anEdge(`Pod/shop/${pod}`, 'owner', 'Job/shop/job')),
      },
    ).slices.flatMap(({ groups }) => groups.map(({ owners }) => owners.map(({ key }) => key)))
  expect(ownersOf('job-a', 'job-b')).toEqual([['Job/shop/job']])
  expect(ownersOf('job-a', 'bare')).toEqual([[]])
})

test('lines follow each other, and a bracket holds those of its slice', () => {
  const { rows, brackets, endpoints } = focusRows(focusModel(detail, around))
  expect(rows.map(({ kind }) => kind)).toEqual([
    ...['slice', 'group', 'owners', 'endpoint', 'endpoint', 'group', 'endpoint'],
    ...['slice', 'group', 'endpoint', 'heading', 'policy'],
  ])
  rows.forEach(({ top }, at) => {
    const before = rows[at - 1]
    if (before) expect(top).toBeGreaterThanOrEqual(before.top + before.height)
  })
  expect(
    brackets.map(({ top, height }) => rows.filter((row) => row.top >= top && row.top < top + height).length),
  ).toEqual([7, 3])
  expect(endpoints).toBe(4)
})
