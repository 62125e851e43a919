import { describe, expect, test } from 'vitest'
import type { Evidence } from '../../history/change.ts'
import { keyOf } from '../../kubernetes/object-key.ts'
import type { WatchedObject } from '../../kubernetes/watched-object.ts'
import {
  aDeletion,
  aDeployment,
  aModification,
  anAddition,
  anEndpointSlice,
  aPod,
  aSnapshot,
  type EndpointOptions,
} from '../../testing/index.ts'
import { RecentPast } from './recent-past.ts'

function aPast() {
  const snapshot = aSnapshot()
  const past = new RecentPast(snapshot)
  return {
    history: past.history,
    put(observedAt: number, object: WatchedObject, evidence: Evidence = 'watched') {
      const before = snapshot.get(keyOf(object))
      const seq = snapshot.seq + 1
      const change = before ? aModification(seq, [before, object]) : anAddition(seq, object)
      const told = { ...change, observedAt, evidence }
      return past.note(snapshot.apply(told), told)
    },
    remove(object: WatchedObject) {
      const change = aDeletion(snapshot.seq + 1, object)
      past.note(snapshot.apply(change), change)
    },
  }
}

describe('RecentPast', () => {
  test('[RLO-013] tells each value of a field, newest first, until the object goes', () => {
    const { history, put, remove } = aPast()
    for (const [index, replicas] of [2, 3, 3, 5].entries()) put(index, aDeployment('web', { replicas }))
    const told = () => history.fieldChanges?.('Deployment/default/web', 'spec.replicas')
    expect(told()?.map(({ observedAt, before, after }) => [observedAt, before, after])).toEqual([
      [3, 3, 5],
      [1, 2, 3],
    ])
    remove(aDeployment('web', { replicas: 5 }))
    put(9, aDeployment('web', { replicas: 1 }))
    expect(told()).toEqual([])
  })

  test('[POD-012] tells how long an endpoint went on serving once its Pod was told to stop, while there were others', () => {
    const { history, put } = aPast()
    const [one, two] = [aPod('one'), aPod('two')]
    const slice = (...endpoints: EndpointOptions[]) => anEndpointSlice('web-1', { service: 'web', endpoints })
    const ready = { pod: two, ready: true }
    const leaving = { pod: one, ready: false, serving: true, terminating: true }
    put(0, slice({ pod: one, ready: true }, ready))
    put(1_000, slice(leaving, ready))
    put(1_500, slice(leaving, ready, { pod: aPod('three'), ready: true }))
    put(4_000, slice(ready, { pod: aPod('three'), ready: true }))
    put(5_000, slice(ready, { pod: aPod('three'), ready: false, serving: false, terminating: true }))
    expect(history.drainOverlaps?.('default', 'web')).toEqual([0, 3_000])
  })

  test('[POD-012] what a list found, and the last endpoint of all, are no sample', () => {
    const { history, put } = aPast()
    const slice = (endpoint: EndpointOptions) => anEndpointSlice('web-1', { service: 'web', endpoints: [endpoint] })
    const pod = aPod('one')
    const leaving = { pod, ready: false, serving: true, terminating: true }
    put(0, slice({ pod, ready: true }))
    put(1_000, slice(leaving))
    put(2_000, slice({ pod, ready: false, serving: false, terminating: true }))
    put(3_000, slice({ pod, ready: true }), 'listed')
    put(4_000, slice({ pod, ready: false, serving: false, terminating: true }), 'listed')
    expect(history.drainOverlaps?.('default', 'web')).toEqual([])
  })

  test('[COV-003] tells how much later than by the clock of their node Pods were told to be Ready', () => {
    const { history, put } = aPast()
    const readyAt = Date.parse('2026-01-01T00:00:00Z')
    const pod = (isReady: boolean) => aPod('web', { node: 'n1', isReady })
    put(readyAt, pod(false))
    const { lastTransitionTime = '' } = pod(true).status.conditions.find(({ type }) => type === 'Ready') ?? {}
    const at = Date.parse(lastTransitionTime)
    expect(put(at - 2_000, pod(true))).toEqual(['Node/-/n1'])
    expect(put(at + 9_000, pod(true))).toEqual([])
    expect(history.readyLags?.('n1')).toEqual([-2_000])
  })
})
