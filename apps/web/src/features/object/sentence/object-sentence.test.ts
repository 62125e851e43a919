import type { WatchedObject } from '@portolan/domain'
import { describe, expect, test } from 'vitest'
import type { Neighbours } from '../neighbours.ts'
import { objectSentence } from './object-sentence.ts'

const NOBODY: Neighbours = { arrives: [], leads: [], bonds: [] }
const service = { key: 'Service/shop/web', state: 'resolved', node: undefined, by: '' } as const

/** Names only what a sentence reads of an object. */
const an = (kind: string, rest: object) => ({ kind, metadata: { name: 'web' }, ...rest }) as unknown as WatchedObject
const aPod = ({ spec = {}, status = {}, metadata = {} }: { spec?: object; status?: object; metadata?: object }) =>
  an('Pod', {
    metadata: { name: 'web', ...metadata },
    spec: { nodeName: 'n1', ...spec },
    status: { phase: 'Running', conditions: [], containerStatuses: [], initContainerStatuses: [], ...status },
  })
const said = (object: WatchedObject, neighbours: Partial<Neighbours> = {}) => {
  const { id, look, values } = objectSentence(object, { ...NOBODY, ...neighbours })
  return [id, look, values]
}

describe('objectSentence', () => {
  test('a ready Pod says where it runs and how many Services send it traffic', () => {
    const pod = aPod({ status: { conditions: [{ type: 'Ready', status: 'True' }] } })
    expect(said(pod, { arrives: [service] })).toEqual(['podReady', 'ok', { node: 'n1', services: 1 }])
  })

  test('a Pod that is not ready says what keeps it, in the words of the API', () => {
    const state = { waiting: { reason: 'CrashLoopBackOff' } }
    const crashing = aPod({ status: { containerStatuses: [{ name: 'web', ready: false, restartCount: 4, state }] } })
    expect(said(crashing)).toEqual(['podWaiting', 'bad', { container: 'web', reason: 'CrashLoopBackOff', restarts: 4 }])
    const running = { name: 'web', ready: false, restartCount: 0, state: { running: {} } }
    expect(said(aPod({ status: { containerStatuses: [running] } }))).toEqual([
      'podNotReady',
      'bad',
      { containers: 'web', count: 1 },
    ])
  })

  test('a Pod that cannot be placed says why; one on its way is no fault', () => {
    const refused = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message: '0/5 nodes available' }
    expect(said(aPod({ status: { phase: 'Pending', conditions: [refused] } }))).toEqual([
      'podPending',
      'bad',
      { why: '0/5 nodes available' },
    ])
    expect(said(aPod({ status: { phase: 'Pending' } }))).toEqual(['podPending', 'unknown', { why: 'none' }])
  })

  test('a Pod being deleted says who still names it, whatever its conditions say', () => {
    const leaving = aPod({
      metadata: { deletionTimestamp: '2026-11-21T10:00:00Z' },
      status: { conditions: [{ type: 'Ready', status: 'True' }] },
    })
    expect(said(leaving, { arrives: [service] })).toEqual(['podLeaving', 'part', { services: 1 }])
  })

  test('a workload is as good as the share of its Pods that are ready; none wanted is no fault', () => {
    const deployment = (replicas: number, readyReplicas: number) =>
      an('Deployment', { spec: { replicas, paused: false }, status: { readyReplicas } })
    expect(said(deployment(3, 3))).toEqual(['workload', 'ok', { ready: 3, desired: 3 }])
    expect(said(deployment(3, 1))).toEqual(['workload', 'part', { ready: 1, desired: 3 }])
    expect(said(deployment(3, 0))).toEqual(['workload', 'bad', { ready: 0, desired: 3 }])
    expect(said(deployment(0, 0))).toEqual(['scaledToZero', 'rest', {}])
  })

  test('rules that lead nowhere are not counted among those that lead to a Service', () => {
    const ingress = an('Ingress', { status: { loadBalancer: { ingress: [{ ip: '10.0.0.9' }] } } })
    const leads = [
      service,
      { ...service, by: '/api' },
      { ...service, key: 'Service/shop/gone', state: 'missing' as const },
    ]
    expect(said(ingress, { leads })).toEqual(['ingress', 'bad', { rules: 2, services: 1, broken: 1, addresses: 1 }])
  })

  test('a route that is attached to nothing, or refused, says that before all else', () => {
    const aRoute = (status: string) =>
      an('HTTPRoute', { status: { parents: [{ conditions: [{ type: 'Accepted', status }] }] } })
    const gateway = { ...service, key: 'Gateway/edge/public' }
    expect(said(aRoute('True'))[0]).toBe('routeUnattached')
    expect(said(aRoute('False'), { arrives: [gateway] })).toEqual(['routeRefused', 'bad', { refused: 1 }])
    expect(said(aRoute('True'), { arrives: [gateway], leads: [service] })[0]).toBe('route')
  })

  test('a Node whose kubelet is silent is unknown, not ready is bad', () => {
    const node = (status: string) =>
      an('Node', { spec: { unschedulable: false }, status: { conditions: [{ type: 'Ready', status }] } })
    expect([said(node('Unknown'))[1], said(node('False'))[1], said(node('True'))[1]]).toEqual(['unknown', 'bad', 'ok'])
  })

  test('a kind without a sentence of its own is said to be there', () => {
    expect(said(an('Namespace', {}))).toEqual(['there', 'rest', {}])
  })
})
