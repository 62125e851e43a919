import { expect, test } from 'vitest'
import { resources } from '../api-resource.ts'
import type { StoredObject } from '../stored-object.ts'
import { columnDefinitions, rowJson } from './table-json.ts'

const NOW = Date.parse('2026-11-21T10:05:00Z')

/** What `kubectl get` prints of an object: with `-o wide` all of it. */
function printed(object: Record<string, unknown>, { isWide = false } = {}): string {
  const metadata = { name: 'web', uid: 'u', resourceVersion: '1', creationTimestamp: '2026-11-21T10:00:00Z' }
  const whole = { apiVersion: 'v1', metadata, ...object } as StoredObject
  const columns = columnDefinitions(whole)
  const { cells } = JSON.parse(rowJson(whole, NOW)) as { cells: string[] }
  expect(cells).toHaveLength(columns.length)
  const shown = columns.map(({ name, priority }, at) => ({ name, priority, cell: cells[at] }))
  return shown
    .filter(({ priority }) => isWide || priority === 0)
    .map(({ name, cell }) => `${name}=${cell}`)
    .join(' ')
}

const containers = [
  { name: 'web', image: 'shop/web:v1' },
  { name: 'log', image: 'log:1' },
]
const status = (ready: boolean, state: object) => ({ ready, restartCount: 1, state })

test('a Pod: how many containers are ready, why one is not, restarts and age', () => {
  const running = status(true, { running: {} })
  expect(
    printed(
      {
        kind: 'Pod',
        spec: { containers, nodeName: 'n1' },
        status: {
          phase: 'Running',
          podIP: '10.0.0.7',
          containerStatuses: [running, status(false, { waiting: { reason: 'CrashLoopBackOff' } })],
        },
      },
      { isWide: true },
    ),
  ).toBe('Name=web Ready=1/2 Status=CrashLoopBackOff Restarts=2 Age=5m IP=10.0.0.7 Node=n1')
})

test('a Service, a Deployment, an EndpointSlice', () => {
  const ports = [
    { port: 80, protocol: 'TCP', nodePort: 30080 },
    { port: 53, protocol: 'UDP' },
  ]
  expect(printed({ kind: 'Service', spec: { type: 'NodePort', clusterIP: '10.96.0.1', ports } })).toBe(
    'Name=web Type=NodePort Cluster-IP=10.96.0.1 External-IP=<none> Port(s)=80:30080/TCP,53/UDP Age=5m',
  )
  const workload = { spec: { replicas: 3, template: { spec: { containers } } }, status: { readyReplicas: 2 } }
  expect(printed({ kind: 'Deployment', ...workload })).toBe('Name=web Ready=2/3 Up-to-date=0 Available=0 Age=5m')
  const endpoints = ['1', '2', '3', '4'].map((last) => ({ addresses: [`10.0.0.${last}`] }))
  expect(printed({ kind: 'EndpointSlice', addressType: 'IPv4', ports: [{ port: 8080 }], endpoints })).toBe(
    'Name=web AddressType=IPv4 Ports=8080 Endpoints=10.0.0.1,10.0.0.2,10.0.0.3 + 1 more... Age=5m',
  )
})

test('the version of a Node stands behind its age', () => {
  const conditions = [{ type: 'Ready', status: 'True' }]
  const node = {
    kind: 'Node',
    spec: { unschedulable: true },
    status: { conditions, nodeInfo: { kubeletVersion: 'v1.36.2' } },
  }
  expect(printed(node)).toBe('Name=web Status=Ready,SchedulingDisabled Roles=<none> Age=5m Version=v1.36.2')
})

test('an Event begins with when it was seen last', () => {
  const event = {
    kind: 'Event',
    type: 'Warning',
    reason: 'Unhealthy',
    message: 'HTTP 503',
    involvedObject: { kind: 'Pod', name: 'web-0' },
    lastTimestamp: '2026-11-21T10:04:30Z',
  }
  expect(printed(event)).toBe('Last Seen=30s Type=Warning Reason=Unhealthy Object=pod/web-0 Message=HTTP 503')
})

test('whatever is served, an object with nothing in it has a cell for each column', () => {
  for (const { kind } of Object.values(resources)) expect(printed({ kind }, { isWide: true })).toContain('=')
})
