import { describe, expect, test } from 'vitest'
import { AlertStage, aNode, type PodOptions, theDeployment, theReplicaSet, theService } from '../../testing/index.ts'
import type { Incident } from '../alert.ts'
import { IncidentBook } from '../incidents/incident-book.ts'

const WITH_CONTAINERS = {
  conditions: [
    { type: 'Ready', status: 'False' },
    { type: 'ContainersReady', status: 'True' },
  ],
}

/** A Pod of a version of Deployment `web`. */
function ofVersion(version: number, options: PodOptions = {}): PodOptions {
  return { owner: theReplicaSet(version), labels: { app: 'web', 'pod-template-hash': `v${version}` }, ...options }
}

const ending = (deletedAt: string): PodOptions => ({ deletionTimestamp: deletedAt, deletionGracePeriodSeconds: 30 })
const DRAINING = { ready: false, serving: true, terminating: true }

function stageOf(replicas: number, node: (index: number) => string = () => 'n1'): AlertStage {
  const stage = new AlertStage([
    ...['n1', 'n2'].map((name) => aNode(name)),
    ...[theService(), theDeployment({ replicas }), theReplicaSet(1, { replicas })],
  ])
  for (let index = 0; index < replicas; index++) stage.pod(`a${index}`, ofVersion(1, { node: node(index) }))
  return stage
}

/** How each incident ended. */
function incidentsOf(stage: AlertStage): Incident[] {
  const book = new IncidentBook()
  const told = stage.transitions.flatMap((transition) => book.apply([transition]))
  return [...new Map(told.map((incident) => [incident.id, incident])).values()]
}

describe('H.6: what is meant', () => {
  test('SC20: a healthy rollout of 10 replicas raises nothing; losses are of the rollout, gains are new Pods', () => {
    const stage = stageOf(10)
    stage
      .at(10)
      .tell(theDeployment({ version: 2, observed: 1, replicas: 10, total: 10, updated: 0 }))
      .tell(theReplicaSet(2, { replicas: 3 }), theDeployment({ version: 2, replicas: 10, total: 13, updated: 3 }))
    for (let index = 0; index < 10; index++) {
      const from = 12 + index * 5
      stage.at(from).pod(`b${index}`, ofVersion(2, { isReady: false }))
      stage.at(from + 3).pod(`b${index}`, ofVersion(2))
      stage.at(from + 4).pod(`a${index}`, ofVersion(1, ending('2026-01-01T01:02:00Z')), DRAINING)
      stage.at(from + 4.9).podGone(`a${index}`)
    }
    stage.at(70).tell(theReplicaSet(1, { replicas: 0 }), theDeployment({ version: 2, replicas: 10 }))
    expect(stage.storyUntil(1800)).toEqual([])
    expect(stage.causes()).toEqual({ lost: ['rollout'], gained: ['new-pod rollout'] })
  })

  test('SC21: an autoscaler that goes from 10 to 4 raises nothing', () => {
    const stage = stageOf(10)
    stage.at(10).tell(theDeployment({ replicas: 4, generation: 2, total: 10 }), theReplicaSet(1, { replicas: 4 }))
    for (let index = 0; index < 6; index++) {
      stage.at(11).pod(`a${index}`, ofVersion(1, ending('2026-01-01T01:00:41Z')), DRAINING)
    }
    for (let index = 0; index < 6; index++) stage.at(20).podGone(`a${index}`)
    expect(stage.storyUntil(1800)).toEqual([])
    expect(stage.causes().lost).toEqual(['scale-down'])
  })

  test('[H.4] a scaling explains no more losses than it took Pods away: 10 to 9 is no reason to lose 7', () => {
    const stage = stageOf(10)
    stage.at(10).tell(theDeployment({ replicas: 9, generation: 2, total: 10 }), theReplicaSet(1, { replicas: 9 }))
    for (let index = 0; index < 7; index++) {
      stage.at(11).pod(`a${index}`, ofVersion(1, ending('2026-01-01T01:00:41Z')), DRAINING)
    }
    for (let index = 0; index < 6; index++) stage.at(12).pod(`b${index}`, ofVersion(1, { isReady: false }))
    for (let index = 0; index < 7; index++) stage.at(30).podGone(`a${index}`)
    for (let index = 0; index < 6; index++) stage.at(55).pod(`b${index}`, ofVersion(1))
    const drop = 'Service default/web has 3 ready endpoints, of 9 shortly before'
    const churn =
      'Endpoints of Service default/web left or flipped 12 times in 5 min, and not for a rollout, a scaling or a drain'
    expect(stage.storyUntil(1800)).toEqual([
      `40 s: raised warning: ${churn}`,
      `42 s: raised error: ${drop}`,
      `115 s: resolved error: ${drop}`,
      expect.stringContaining(`resolved warning: ${churn}`),
    ])
  })

  test('SC23: the drain of a Node is one piece of information, and no churn', () => {
    const stage = stageOf(6, (index) => (index < 3 ? 'n2' : 'n1'))
    stage.at(10).tell(aNode('n2', { spec: { unschedulable: true } }))
    const evicted = { conditions: [{ type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI' }] }
    for (let index = 0; index < 3; index++) {
      const from = 12 + index * 20
      const leaving = ofVersion(1, { node: 'n2', ...ending('2026-01-01T01:01:00Z'), status: evicted })
      stage.at(from).pod(`a${index}`, leaving, DRAINING)
      stage.at(from + 1).pod(`c${index}`, ofVersion(1, { isReady: false }))
      stage.at(from + 8).pod(`c${index}`, ofVersion(1))
      stage.at(from + 10).podGone(`a${index}`)
    }
    expect(stage.storyUntil(1800)).toEqual([
      '14 s: raised info: Node n2 is drained; endpoints evicted so far: 1',
      '34 s: updated info: Node n2 is drained; endpoints evicted so far: 2',
      '54 s: updated info: Node n2 is drained; endpoints evicted so far: 3',
      '652 s: resolved info: Node n2 is drained; endpoints evicted so far: 3',
    ])
    expect(incidentsOf(stage)).toMatchObject([
      { isMaintenance: true, severity: 'info', resolvedAt: expect.any(Number) },
    ])
  })
})

describe('H.6: what strikes', () => {
  test('SC22: three of six endpoints are lost with their Node: explained, and told all the same', () => {
    const stage = stageOf(6, (index) => (index < 3 ? 'n2' : 'n1'))
    stage.at(10).tell(aNode('n2', { isReady: false }))
    for (let index = 0; index < 3; index++) {
      stage.at(10.2).pod(`a${index}`, ofVersion(1, { node: 'n2', isReady: false, status: WITH_CONTAINERS }))
    }
    stage.at(300).tell(aNode('n2'))
    for (let index = 0; index < 3; index++) stage.at(301).pod(`a${index}`, ofVersion(1, { node: 'n2' }))
    const drop = 'Service default/web has 3 ready endpoints, of 6 shortly before; Node/-/n2 is not ready'
    expect(stage.storyUntil(1800)).toEqual([`40.2 s: raised error: ${drop}`, `361 s: resolved error: ${drop}`])
    expect(incidentsOf(stage)).toMatchObject([{ cause: { row: 10, object: 'Node/-/n2', confidence: 'proven' } }])
  })
})
