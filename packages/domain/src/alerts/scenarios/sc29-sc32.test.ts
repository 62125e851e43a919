import { describe, expect, test } from 'vitest'
import {
  AlertStage,
  anEndpointSlice,
  aPod,
  aService,
  type PodOptions,
  theDeployment,
  theReplicaSet,
  theService,
} from '../../testing/index.ts'
import type { AnyAlertRule } from '../rules/alert-rule.ts'
import { DEFAULT_ALERT_RULES } from '../rules/default-rules.ts'

const owned: PodOptions = { owner: theReplicaSet(1), labels: { 'pod-template-hash': 'v1' } }

/** Rules that tell of any churn at all, as soon as it is settled twice. */
const ANY_CHURN = DEFAULT_ALERT_RULES.map(
  (rule): AnyAlertRule =>
    rule.detector === 'churn-rate' ? { ...rule, thresholds: { ...rule.thresholds, rate: 0.001, minChurn: 1 } } : rule,
)

describe('H.6: what is no churn', () => {
  test('SC29: 102 endpoints repacked into other slices are no churn', () => {
    const pods = Array.from({ length: 102 }, (_, index) => aPod(`p${index}`, { ...owned, ip: `10.0.1.${index}` }))
    const slice = (name: string, from: number, to: number) =>
      anEndpointSlice(name, { service: 'web', endpoints: pods.slice(from, to).map((pod) => ({ pod, ready: true })) })
    const there = [
      theService(),
      theDeployment({ replicas: 102 }),
      ...pods,
      slice('web-1', 0, 100),
      slice('web-2', 100, 102),
    ]
    const stage = new AlertStage(there, ANY_CHURN)
    stage.at(10).tell(slice('web-1', 0, 1), slice('web-2', 50, 102), slice('web-3', 1, 50))
    stage
      .at(12)
      .remove(slice('web-1', 0, 1))
      .at(12.4)
      .tell(slice('web-3', 0, 50))
    expect(stage.storyUntil(1800)).toEqual([])
  })

  test('SC30: endpoints of a Service that publishes what is not ready never flip, though its Pods do', () => {
    const publishing = aService('web', { selector: { app: 'web' }, spec: { publishNotReadyAddresses: true } })
    const stage = new AlertStage([publishing, theDeployment({ replicas: 1 }), theReplicaSet(1)], ANY_CHURN)
    stage.pod('a0', owned)
    for (let flip = 1; flip <= 8; flip++)
      stage.at(flip * 20).pod('a0', { ...owned, isReady: flip % 2 === 0 }, { ready: true })
    expect(stage.storyUntil(1800)).toEqual([])
    expect(stage.findings('POD-017')).toEqual(['Pod/default/a0 became Ready or unready 8 times within ten minutes'])
  })
})

describe('H.6: what nobody saw', () => {
  function stageOf(replicas: number): AlertStage {
    const stage = new AlertStage([theService(), theDeployment({ replicas }), theReplicaSet(1, { replicas })])
    for (let index = 0; index < replicas; index++) stage.pod(`a${index}`, owned)
    return stage
  }

  test('SC31: a list after a gap that lacks two of four raises no drop; what is low is judged by what is there', () => {
    const stage = stageOf(4)
    stage.at(10).gap({ kind: 'EndpointSlice', from: 10 })
    stage.listedAt(100, 10).podGone('a0').podGone('a1').podGone('a2').gap({ kind: 'EndpointSlice', from: 10, to: 100 })
    const low = 'Service default/web has 1 ready endpoints of 4'
    expect(stage.storyUntil(200)).toEqual([`160 s: raised error: ${low}; 3 Pods were deleted directly`])
  })

  test('SC31: what waited when the gap opened begins to wait anew when it ends', () => {
    const stage = stageOf(2)
    stage
      .at(10)
      .pod('a0', { ...owned, isReady: false })
      .pod('a1', { ...owned, isReady: false })
    stage.at(15).gap({ kind: 'Service', from: 15 })
    stage.at(60).gap({ kind: 'Service', from: 15, to: 60 })
    expect(stage.storyUntil(69.9)).toEqual([])
    expect(stage.storyUntil(70)).toHaveLength(1)
  })

  test('SC31: what fires when the gap opens fires on, whatever happens in it', () => {
    const stage = stageOf(1)
    stage.at(10).pod('a0', { ...owned, isReady: false })
    stage.at(30).gap({ kind: 'EndpointSlice', from: 30 })
    stage.at(40).pod('a0', owned)
    const before = stage.storyUntil(399)
    stage.at(400).gap({ kind: 'EndpointSlice', from: 30, to: 400 })
    expect(before).toHaveLength(1)
    expect(stage.storyUntil(500).slice(1)).toEqual([expect.stringMatching(/^430 s: resolved error/)])
  })
})
