import { describe, expect, test } from 'vitest'
import {
  AlertStage,
  aNode,
  aPod,
  type PodOptions,
  theDeployment,
  theReplicaSet,
  theService,
} from '../../testing/index.ts'
import type { AnyAlertRule } from '../rules/alert-rule.ts'
import { DEFAULT_ALERT_RULES } from '../rules/default-rules.ts'

const owned: PodOptions = { owner: theReplicaSet(1), labels: { 'pod-template-hash': 'v1' } }
const unready: PodOptions = { ...owned, isReady: false }
/** Its container runs, and its readiness probe fails. */
const failing: PodOptions = {
  ...unready,
  status: { conditions: [{ type: 'Ready', status: 'False', reason: 'ContainersNotReady' }] },
}
const ending = { deletionTimestamp: '2026-01-01T01:00:40Z', deletionGracePeriodSeconds: 30 }
const DRAINING = { ready: false, serving: true, terminating: true }

function stageOf(replicas: number, rules: readonly AnyAlertRule[] = []): AlertStage {
  const stage = new AlertStage([theService(), theDeployment({ replicas }), theReplicaSet(1, { replicas })], rules)
  for (let index = 0; index < replicas; index++) stage.pod(`a${index}`, owned)
  return stage
}

/** These Pods are all so now. */
function pods(stage: AlertStage, options: PodOptions, indices: readonly number[]): AlertStage {
  for (const index of indices) stage.pod(`a${index}`, options)
  return stage
}

/** When, what and how bad: `20 raised error zero-endpoints`. */
function told(stage: AlertStage, until: number): string[] {
  const lines = stage.storyUntil(until)
  return stage.transitions.flatMap(({ alert, type }, index) =>
    type === 'updated' ? [] : [`${lines[index]?.split(' s')[0]} ${type} ${alert.severity} ${alert.detector}`],
  )
}

/** The default rule of a detector, switched on, and no other. */
const only = (detector: string): AnyAlertRule[] =>
  DEFAULT_ALERT_RULES.map((rule) => ({ ...rule, enabled: rule.detector === detector }))

describe('H.3: raised and cleared exactly when due', () => {
  test('zero endpoints: none for 10 s; over once one is ready for 30 s', () => {
    const stage = stageOf(1, only('zero-endpoints'))
    pods(stage.at(10), unready, [0])
    pods(stage.at(19.999), owned, [0])
    pods(stage.at(30), unready, [0])
    pods(stage.at(50), owned, [0])
    pods(stage.at(79.999), unready, [0])
    pods(stage.at(81), owned, [0])
    expect(told(stage, 600)).toEqual(['40 raised error zero-endpoints', '111 resolved error zero-endpoints'])
  })

  test('low endpoints: fewer than half for 60 s; over at three quarters for 60 s', () => {
    const stage = stageOf(8, only('low-endpoints'))
    pods(stage.at(10), unready, [0, 1, 2, 3])
    pods(stage.at(100), unready, [4])
    pods(stage.at(200), owned, [0, 1])
    pods(stage.at(300), owned, [2])
    expect(told(stage, 600)).toEqual(['160 raised error low-endpoints', '360 resolved error low-endpoints'])
  })

  test('endpoint drop: half of the peak and two at least, for 30 s; over at four fifths for 60 s', () => {
    const stage = stageOf(5, only('endpoint-drop'))
    pods(stage.at(10), unready, [0, 1])
    pods(stage.at(60), unready, [2])
    pods(stage.at(120), owned, [0])
    pods(stage.at(180), owned, [1])
    expect(told(stage, 600)).toEqual(['90 raised error endpoint-drop', '240 resolved error endpoint-drop'])
  })

  test('endpoint drop: after 10 min without another loss, what is left is the new normal', () => {
    const stage = pods(stageOf(4, only('endpoint-drop')).at(10), unready, [0, 1])
    expect(told(stage, 2000)).toEqual(['40 raised error endpoint-drop', '611 resolved error endpoint-drop'])
  })

  test('a single lost endpoint is no drop, however few there were', () => {
    expect(told(pods(stageOf(2, only('endpoint-drop')).at(10), unready, [0]), 600)).toEqual([])
  })

  test('churn rate: six losses in 5 min that nobody meant, one for each endpoint; over after 10 min below half', () => {
    const stage = stageOf(6, only('churn-rate'))
    for (let loss = 0; loss < 6; loss++) {
      pods(stage.at(10 + loss * 20), unready, [loss])
      pods(stage.at(20 + loss * 20), owned, [loss])
    }
    // The fourth loss leaves the window at 371 s, which the look at 375 s finds.
    expect(told(stage, 3000)).toEqual(['120 raised warning churn-rate', '975 resolved warning churn-rate'])
  })

  test('H.2: a Pod that ends counts as a flip and as a leave; what comes in its place does not', () => {
    const stage = stageOf(4, only('churn-rate'))
    for (let index = 0; index < 3; index++) {
      stage.at(10 + index * 30).pod(`a${index}`, { ...owned, ...ending }, DRAINING)
      stage.at(12 + index * 30).pod(`b${index}`, owned)
      stage.at(20 + index * 30).podGone(`a${index}`)
    }
    stage.storyUntil(200)
    expect(stage.transitions.map(({ alert: { facts } }) => facts)).toEqual([{ churn: 6, perEndpoint: 1.5, minutes: 5 }])
  })

  test('H.2: Pods that go without ever having been ready are churn', () => {
    const stage = stageOf(1, only('churn-rate'))
    for (let index = 0; index < 6; index++) {
      stage.at(10 + index * 30).pod(`b${index}`, unready)
      stage.at(20 + index * 30).podGone(`b${index}`)
    }
    expect(told(stage, 250)).toEqual(['180 raised warning churn-rate'])
  })

  test('H.2: of addresses without a Pod nobody knows why they come: they join and leave', () => {
    const stage = new AlertStage([theService()], only('churn-rate'))
    stage.tellSlice([{ address: '192.0.2.1' }])
    for (let index = 2; index < 5; index++) stage.at(index * 30).tellSlice([{ address: `192.0.2.${index}` }])
    expect(told(stage, 250)).toEqual(['130 raised warning churn-rate'])
  })

  test('flapping Service: three that flap, or two flips each of a third within a minute', () => {
    const stage = stageOf(6, only('flapping-service'))
    pods(stage.at(10), unready, [0, 1])
    pods(stage.at(20), owned, [0, 1])
    expect(told(stage, 2000)).toEqual(['21 raised error flapping-service', '911 resolved error flapping-service'])
  })

  test('flapping Service: told while it calms down, it is of those that flipped more than once', () => {
    const stage = stageOf(6, only('flapping-service'))
    pods(stage.at(10), failing, [0, 1])
    pods(stage.at(20), owned, [0, 1])
    pods(stage.at(120), failing, [2])
    pods(stage.at(190), owned, [2])
    const flapping = (count: number) =>
      `${count} of 6 endpoints of Service default/web change their readiness again and again; ${count} Pods run and are not ready`
    expect(stage.storyUntil(2000)).toEqual([
      `21 s: raised error: ${flapping(2)}`,
      `191 s: updated error: ${flapping(3)}`,
      `1021 s: resolved error: ${flapping(3)}`,
    ])
  })

  test('slow drain: 15 s longer than its grace; over when it is gone', () => {
    const stage = stageOf(2)
    stage.at(10).pod('a0', { ...owned, ...ending }, DRAINING)
    stage.at(100).podGone('a0')
    expect(told(stage, 600)).toEqual(['55 raised warning slow-drain', '101 resolved warning slow-drain'])
  })

  test('slow readiness: two minutes, of an endpoint that was never ready', () => {
    const stage = stageOf(4)
    stage.at(10).pod('b0', unready)
    pods(stage.at(20), unready, [0])
    stage.at(300).pod('b0', owned)
    expect(told(stage, 600)).toEqual(['130 raised warning slow-readiness', '301 resolved warning slow-readiness'])
  })

  test('slow readiness: three times what the others took, where that is longer', () => {
    const stage = stageOf(4)
    stage.at(10).pod('b0', unready).at(70).pod('b0', owned)
    stage.at(300).pod('b2', unready)
    expect(told(stage, 2000)).toEqual(['480 raised warning slow-readiness'])
  })

  test('single endpoint: off unless a rule wants it', () => {
    expect(told(stageOf(1), 3600)).toEqual([])
    expect(told(stageOf(1, only('single-endpoint')), 3600)).toEqual(['0 raised warning single-endpoint'])
  })

  test('raised again within a quarter of an hour is the same alert, later another', () => {
    const stage = stageOf(1, only('zero-endpoints'))
    for (const from of [10, 200, 1500]) {
      pods(stage.at(from), unready, [0])
      pods(stage.at(from + 30), owned, [0])
    }
    told(stage, 3000)
    const ids = stage.transitions.filter(({ type }) => type === 'raised').map(({ alert }) => alert.id)
    expect([ids[0] === ids[1], new Set(ids).size]).toEqual([true, 2])
  })
})

describe('H.4: what is expected', () => {
  test('what is young has a minute before anything is missed: here a new workload of an old Service', () => {
    const made = '2026-01-01T01:00:10Z'
    const stage = new AlertStage([theService()], only('zero-endpoints'))
    const young = {
      ...theDeployment({ replicas: 2 }),
      metadata: { ...theDeployment().metadata, creationTimestamp: made },
    }
    stage.at(10).tell(young).at(11).pod('a0', unready).at(200).pod('a0', owned)
    expect(told(stage, 600)).toEqual(['80 raised error zero-endpoints', '230 resolved error zero-endpoints'])
  })

  test('scaled to zero misses nobody; wanted again, it has its ten seconds', () => {
    const stage = stageOf(1)
    stage
      .at(10)
      .tell(theDeployment({ replicas: 0, generation: 2 }))
      .pod('a0', { ...owned, ...ending }, DRAINING)
    stage.at(20).podGone('a0')
    stage.at(900).tell(theDeployment({ replicas: 1, generation: 3 }))
    stage.at(909).pod('b0', owned).at(1000).podGone('b0')
    expect(told(stage, 1300)).toEqual(['1010 raised error zero-endpoints'])
  })

  test('a scaling that leaves nobody ready though one is wanted is told', () => {
    const stage = stageOf(4)
    stage.at(10).tell(theDeployment({ replicas: 1, generation: 2 }), theReplicaSet(1, { replicas: 1 }))
    for (const pod of ['a0', 'a1', 'a2', 'a3']) stage.at(11).pod(pod, { ...owned, ...ending }, DRAINING)
    for (const pod of ['a0', 'a1', 'a2', 'a3']) stage.at(30).podGone(pod)
    expect(told(stage, 100)).toEqual(['21 raised error zero-endpoints'])
  })

  test('evictions from a Node that is not cordoned are no drain: only proof excuses a drop', () => {
    const stage = new AlertStage([aNode('n1'), theService(), theDeployment({ replicas: 4 }), theReplicaSet(1)])
    for (let index = 0; index < 4; index++) stage.pod(`a${index}`, owned)
    const evicted = { conditions: [{ type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' }] }
    for (const pod of ['a0', 'a1']) stage.at(10).pod(pod, { ...owned, ...ending, status: evicted }, DRAINING)
    for (const pod of ['a0', 'a1']) stage.at(20).podGone(pod)
    expect(told(stage, 60)).toEqual(['40 raised error endpoint-drop'])
  })

  test('a drain of many endpoints at once is excused, the endpoints that are too few then are not', () => {
    const stage = new AlertStage([aNode('n1'), theService(), theDeployment({ replicas: 6 }), theReplicaSet(1)])
    for (let index = 0; index < 6; index++) stage.pod(`a${index}`, owned)
    stage.at(5).tell(aNode('n1', { spec: { unschedulable: true } }))
    const evicted = { conditions: [{ type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' }] }
    const pods = ['a0', 'a1', 'a2', 'a3']
    for (const pod of pods) stage.at(10).pod(pod, { ...owned, ...ending, status: evicted }, DRAINING)
    for (const pod of pods) stage.at(20).podGone(pod)
    expect(told(stage, 100)).toEqual(['11 raised info node-drain', '70 raised error low-endpoints'])
  })
})

describe('H.4: what is expected of churn', () => {
  test('Pods that take an hour to end leave for the reason for which they were lost', () => {
    const stage = stageOf(8, only('churn-rate'))
    const leaving = [1, 2, 3, 4, 5, 6, 7]
    stage.at(10).tell(theDeployment({ replicas: 1, generation: 2 }), theReplicaSet(1, { replicas: 1 }))
    for (const index of leaving) stage.at(12).pod(`a${index}`, { ...owned, ...ending }, DRAINING)
    for (const index of leaving) stage.at(3600).podGone(`a${index}`)
    expect(told(stage, 4000)).toEqual([])
  })
})

describe('F.2: rollouts that do not progress', () => {
  const stalled = [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'timed out' }]

  test('are told at once, with what their new Pods wait for', () => {
    const stage = stageOf(4)
    stage
      .at(10)
      .tell(theDeployment({ version: 2, updated: 1, total: 5, available: 4 }), theReplicaSet(2, { replicas: 1 }))
    const waiting = [{ name: 'main', ready: false, state: { waiting: { reason: 'ImagePullBackOff' } } }]
    const pulling = { phase: 'Pending', conditions: [], containerStatuses: waiting }
    stage.at(11).tell(
      aPod('b0', {
        owner: theReplicaSet(2),
        labels: { app: 'web', 'pod-template-hash': 'v2' },
        image: 'app:2',
        status: pulling,
      }),
    )
    stage.at(611).tell(theDeployment({ version: 2, updated: 1, total: 5, available: 4, conditions: stalled }))
    const line =
      'The rollout of Deployment default/web does not progress; The image app:2 of Pod/default/b0 cannot be pulled'
    expect(stage.storyUntil(900)).toEqual([`611 s: raised error: ${line}`])
  })

  test('that cannot create Pods say what their controller says', () => {
    const stage = stageOf(4)
    const failing = [
      { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: 'exceeded quota: pods' },
    ]
    stage.at(10).tell(theDeployment({ version: 2, updated: 0, total: 4, available: 4 }))
    stage.at(12).tell(theDeployment({ version: 2, updated: 0, total: 4, available: 4, conditions: failing }))
    const line =
      'The rollout of Deployment default/web cannot create Pods; Deployment/default/web says: exceeded quota: pods'
    expect(stage.storyUntil(900)).toEqual([`12 s: raised error: ${line}`])
  })
})
