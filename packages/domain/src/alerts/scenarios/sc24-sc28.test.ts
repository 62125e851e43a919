import { describe, expect, test } from 'vitest'
import {
  AlertStage,
  anEventOf,
  anIngress,
  aPod,
  aService,
  type PodOptions,
  theDeployment,
  theReplicaSet,
  theService,
} from '../../testing/index.ts'

const NOT_READY = { type: 'Ready', status: 'False', reason: 'ContainersNotReady' }

const owned: PodOptions = { owner: theReplicaSet(1), labels: { 'pod-template-hash': 'v1' } }
/** Its container runs, and its readiness probe fails. */
const failing: PodOptions = { ...owned, isReady: false, status: { conditions: [NOT_READY] } }

function stageOf(replicas: number): AlertStage {
  const there = [theService(), anIngress('web', { service: 'web' })]
  const stage = new AlertStage([...there, theDeployment({ replicas }), theReplicaSet(1, { replicas })])
  for (let index = 0; index < replicas; index++) stage.pod(`a${index}`, owned)
  return stage
}

function probeFails(pod: string) {
  return anEventOf(aPod(pod, owned), { reason: 'Unhealthy', message: 'Readiness probe failed: HTTP 503' })
}

describe('H.6: what strikes', () => {
  test('SC24: a dependency fails all five Pods within 20 s: zero endpoints at once, and no flapping of one flip each', () => {
    const stage = stageOf(5)
    for (let index = 0; index < 5; index++) {
      stage
        .at(10 + index * 4)
        .tell(probeFails(`a${index}`))
        .pod(`a${index}`, failing)
    }
    for (let index = 0; index < 5; index++) stage.at(100 + index * 5).pod(`a${index}`, owned)
    const zero = 'Service default/web has no ready endpoint; 5 Pods run and are not ready'
    expect(stage.storyUntil(1800)).toEqual([`36 s: raised critical: ${zero}`, `130 s: resolved critical: ${zero}`])
    expect(stage.causes()).toEqual({ lost: ['readiness-probe main'], gained: ['recovered readiness-probe'] })
  })

  test('SC25: one Pod flips every 40 s: flapping at the fourth time, over 15 min after all but one', () => {
    const stage = stageOf(3)
    for (let flip = 1; flip <= 6; flip++) {
      stage.at(flip * 40)
      if (flip % 2 === 1) stage.tell(probeFails('a0'))
      stage.pod('a0', flip % 2 === 1 ? failing : owned)
    }
    const flapping = 'Endpoint a0 of Service default/web changed its readiness 4 times in 15 min'
    const why = 'Container main of Pod/default/a0 runs and is not ready'
    // The fifth flip, told at 200 s and settled at 201 s, leaves the window of 15 min at 1101 s.
    expect(stage.storyUntil(1800)).toEqual([
      `161 s: raised warning: ${flapping}; ${why}`,
      `1101 s: resolved warning: ${flapping}; ${why}`,
    ])
  })

  test('SC26: a typo in the selector loses every endpoint though all Pods are ready', () => {
    const stage = stageOf(3)
    stage.at(10).tell(aService('web', { selector: { app: 'wbe' } }))
    stage.at(10.1).tellSlice([])
    stage.at(90).tell(theService())
    stage.at(90.2).tellSlice()
    const zero = 'Service default/web has no ready endpoint; The selector of Service/default/web was edited'
    expect(stage.storyUntil(1800)).toEqual([`20.1 s: raised critical: ${zero}`, `120.2 s: resolved critical: ${zero}`])
    expect(stage.causes().lost).toEqual(['selector-edited'])
  })

  test('SC27: a port renamed in the Service only empties the ports of its slices, which is told as a finding alone', () => {
    const stage = stageOf(3)
    stage.at(10).tell(aService('web', { selector: { app: 'web' }, ports: [{ port: 80, targetPort: 'typo' }] }))
    stage.at(10.1).tellSlice(undefined, { ports: [] })
    expect(stage.storyUntil(1800)).toEqual([])
    expect(stage.causes().lost).toEqual(['ports-edited'])
    expect(stage.findings('SVC-004')).toEqual([
      'Target port typo (TCP) of Service/default/web is declared by no Pod that it selects; they declare none',
    ])
  })

  test('SC28: kubectl delete pod: one of four goes and is replaced, which nobody is told of', () => {
    const stage = stageOf(4)
    const deleted = { ...owned, deletionTimestamp: '2026-01-01T01:00:40Z', deletionGracePeriodSeconds: 30 }
    stage.at(10).pod('a0', deleted, { ready: false, serving: true, terminating: true })
    stage.at(10.2).pod('b0', { ...owned, isReady: false })
    stage.at(15).pod('b0', owned)
    stage.at(40).podGone('a0')
    expect(stage.storyUntil(1800)).toEqual([])
    expect(stage.causes()).toEqual({ lost: ['pod-deleted'], gained: ['new-pod replacement'] })
  })
})
