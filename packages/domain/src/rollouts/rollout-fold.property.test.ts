import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RecordedChange } from '../history/change.ts'
import { aSnapshot, RolloutStage, theDeployment, theReplicaSet, theService } from '../testing/index.ts'
import { RolloutFold } from './rollout-fold.ts'
import type { Rollout } from './rollout-types.ts'

const NAMES = ['a', 'b', 'c', 'd', 'e']

type Scene = 'request' | 'come' | 'ready' | 'unready' | 'leave' | 'gone' | 'complete' | 'scale'

const aStory = fc.array(
  fc.record({
    scene: fc.constantFrom<Scene>('request', 'come', 'ready', 'unready', 'leave', 'gone', 'complete', 'scale'),
    name: fc.constantFrom(...NAMES),
    laterMs: fc.nat(3000),
  }),
  { minLength: 1, maxLength: 30 },
)

type Story = typeof aStory extends fc.Arbitrary<infer Value> ? Value : never

/** A Deployment and its Pods, to which things happen in any order that Kubernetes allows. */
function play(story: Story): readonly RecordedChange[] {
  const stage = new RolloutStage().tell(theService(), theDeployment(), theReplicaSet(1))
  const here = new Map<string, 'serving' | 'leaving'>()
  let [version, replicas, generation, at] = [1, 4, 1, 1000]
  const deployment = (members = {}) => theDeployment({ version, replicas, generation, ...members })
  const scenes: Readonly<Record<Scene, (name: string) => void>> = {
    request: () => {
      version++
      generation++
      stage.tell(
        deployment({ observed: generation - 1 }),
        theReplicaSet(version, { replicas: 1 }),
        deployment({ updated: 0 }),
      )
    },
    scale: () => {
      replicas = replicas === 4 ? 2 : 4
      generation++
      stage.tell(deployment({ updated: 1 }))
    },
    complete: () => stage.tell(deployment()),
    come: (name) => {
      if (here.has(name)) return
      stage.podComes(name, theReplicaSet(version), { uid: `${name}-${at}-${version}` })
      here.set(name, 'serving')
    },
    ready: (name) => here.get(name) === 'serving' && stage.podReady(name),
    unready: (name) => here.get(name) === 'serving' && stage.podUnready(name),
    leave: (name) => here.get(name) === 'serving' && here.set(name, 'leaving') && stage.podLeaves(name),
    gone: (name) => here.delete(name) && stage.podGone(name),
  }
  for (const { laterMs, name, scene } of story) {
    at += laterMs + 1
    stage.at(at)
    scenes[scene](name)
  }
  return stage.log
}

/** Rollouts as they are at the end, told by a fold that begins after a change. */
function rolloutsFrom(begin: number, log: readonly RecordedChange[]): readonly Rollout[] {
  const snapshot = aSnapshot()
  for (const change of log.slice(0, begin)) snapshot.apply(change)
  const fold = new RolloutFold(snapshot)
  const found = new Map<string, Rollout>()
  for (const change of log.slice(begin)) {
    for (const rollout of fold.apply(change, snapshot.apply(change))) found.set(rollout.id, rollout)
  }
  for (const rollout of fold.rollouts()) found.set(rollout.id, rollout)
  return [...found.values()]
}

describe('a fold that begins in the middle of the log', () => {
  test('tells the same of every rollout that is requested after, as one that began with it', () => {
    fc.assert(
      fc.property(aStory, fc.double({ min: 0, max: 1, noNaN: true }), (story, share) => {
        const log = play(story)
        const begin = Math.floor(share * log.length)
        const whole = rolloutsFrom(0, log).filter(({ requested }) => requested.seq > begin)
        expect(rolloutsFrom(begin, log)).toEqual(whole)
      }),
      { numRuns: 60 },
    )
  })
})
