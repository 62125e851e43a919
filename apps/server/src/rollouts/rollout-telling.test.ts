import { type Rollout, RolloutFold, Snapshot } from '@portolan/domain'
import { RolloutStage, theDeployment, theReplicaSet, theService } from '@portolan/domain/testing'
import { describe, expect, test } from 'vitest'
import { RolloutTelling } from './rollout-telling.ts'
import { ROLLOUT_KINDS } from './rollout-walk.ts'

/** Two Pods are replaced. */
function aStage(): RolloutStage {
  const stage = new RolloutStage().tell(theService(), theDeployment({ replicas: 2 }), theReplicaSet(1))
  for (const name of ['a', 'b']) stage.podComes(name, theReplicaSet(1)).podReady(name)
  stage.at(1000).tell(theDeployment({ version: 2, replicas: 2, observed: 1 }), theReplicaSet(2))
  stage.at(2000).podLeaves('a').podComes('c', theReplicaSet(2)).at(2500).podReady('c', { lagMs: 20 }).podGone('a')
  stage.at(3000).podLeaves('b').podComes('d', theReplicaSet(2)).at(3500).podReady('d', { lagMs: 20 }).podGone('b')
  return stage.at(4000).tell(theDeployment({ version: 2, replicas: 2 }))
}

const { log, rollout: over } = aStage()
const begin = over.requested.seq - 1

/** The only rollout as each change since its request left it. */
function rolloutsBySeq(): Map<number, Rollout> {
  const snapshot = Snapshot.of(0, [])
  const fold = new RolloutFold(snapshot)
  const bySeq = new Map<number, Rollout>()
  let newest: Rollout | undefined
  for (const change of log) {
    newest = fold.apply(change, snapshot.apply(change)).at(-1) ?? newest
    if (newest) bySeq.set(change.seq, newest)
  }
  return bySeq
}

function material() {
  const snapshot = Snapshot.of(0, [])
  for (const change of log.slice(0, begin)) snapshot.apply(change)
  return { objects: ROLLOUT_KINDS.flatMap((kind) => [...snapshot.ofKind(kind)]), time: 0, changes: log.slice(begin) }
}

const anew = (rollout: Rollout, upTo: number) => new RolloutTelling(material()).detail(rollout, upTo)

describe('a rollout that is told while it is under way', () => {
  const rollouts = rolloutsBySeq()

  test('is told after every change as if it were told for the first time', async () => {
    const telling = new RolloutTelling(material())
    expect(rollouts.size).toBeGreaterThan(10)
    for (const [upTo, rollout] of rollouts)
      expect(await telling.detail(rollout, upTo)).toEqual(await anew(rollout, upTo))
  })

  test('is told of an earlier change, and of other Services, anew', async () => {
    const telling = new RolloutTelling(material())
    const [[first, early] = [0, over]] = rollouts
    await telling.detail(over, log.length)
    expect(await telling.detail(early, first)).toEqual(await anew(early, first))
    const alone = { ...over, services: [] }
    expect(await telling.detail(alone, log.length)).toEqual(await anew(alone, log.length))
    expect((await telling.detail(alone, log.length)).series).toEqual([])
  })
})
