import { describe, expect, test } from 'vitest'
import { aDaemonSet, RolloutStage, theDeployment, theReplicaSet, theService } from '../testing/index.ts'

/** Version 1 runs in one Pod. */
function aStage(): RolloutStage {
  return new RolloutStage()
    .tell(theService(), theDeployment({ replicas: 1 }), theReplicaSet(1, { replicas: 1 }))
    .podComes('a', theReplicaSet(1))
    .podReady('a')
    .at(1000)
}

/** The template of version 1, restarted. */
const restarted = {
  template: {
    metadata: { labels: { app: 'web' }, annotations: { 'kubectl.kubernetes.io/restartedAt': '2026-01-01T00:00:01Z' } },
    spec: { containers: [{ name: 'main', image: 'app:1' }] },
  },
}

describe('[F.2] what asks for a rollout', () => {
  test('is a restart, where nothing of the template differs but when it was restarted', () => {
    const stage = aStage().tell(theDeployment({ generation: 2, observed: 1, replicas: 1, spec: restarted }))
    expect(stage.rollout).toMatchObject({ trigger: 'restart', state: 'requested', requested: { at: 1000 } })
  })

  test('takes the place of a rollout that is under way, which is superseded', () => {
    const stage = aStage().tell(theDeployment({ version: 2, observed: 1, replicas: 1 }), theReplicaSet(2))
    stage.at(2000).tell(theDeployment({ version: 3, observed: 2, replicas: 1, updated: 0 }), theReplicaSet(3))
    const [first, second] = stage.rollouts
    expect(first).toMatchObject({ state: 'superseded', supersededBy: second?.id, ended: { at: 2000 } })
    expect(second).toMatchObject({ trigger: 'update', state: 'requested', requested: { at: 2000 } })
  })

  test('is not seen by the controller until its status speaks of it: the counts of before complete nothing', () => {
    const stage = aStage().tell(theDeployment({ version: 2, observed: 1, replicas: 1 }))
    expect([stage.rollout.state, stage.rollout.completed]).toEqual(['requested', undefined])
    stage.at(2000).tell(theReplicaSet(2), theDeployment({ version: 2, replicas: 1, updated: 0 }))
    expect(stage.rollout).toMatchObject({ state: 'progressing', progressing: { at: 2000 } })
  })
})

describe('[F.1] the revision that a rollout leads to', () => {
  test('of a Deployment is the ReplicaSet with its template, whatever its number: its uid and its hash name it', () => {
    const stage = aStage().tell(theReplicaSet(2, { revision: 7 }), theReplicaSet(3, { revision: 9 }))
    stage.tell(theDeployment({ version: 2, replicas: 1, updated: 0 }))
    const { uid } = theReplicaSet(2).metadata
    expect(stage.rollout.revisions).toEqual({
      from: { hash: 'v1', uid: theReplicaSet(1).metadata.uid, number: 1, images: { main: 'app:1' } },
      to: { hash: 'v2', uid, number: 7, images: { main: 'app:2' } },
    })
  })

  test('of a DaemonSet is what the Pods have that were made since: it does not tell itself', () => {
    const daemonSet = (image: string, generation: number, observedGeneration = generation) =>
      aDaemonSet('web', {
        ...{ image, generation },
        status: { observedGeneration, desiredNumberScheduled: 1, updatedNumberScheduled: 0, numberAvailable: 1 },
      })
    const ofVersion = (version: number) => {
      const { kind, metadata } = daemonSet('app:1', 1)
      return { kind, metadata: { ...metadata, labels: { 'controller-revision-hash': `v${version}` } } }
    }
    const stage = new RolloutStage().tell(theService(), daemonSet('app:1', 1))
    stage
      .podComes('web-a', ofVersion(1))
      .podReady('web-a')
      .at(1000)
      .tell(daemonSet('app:2', 2, 1))
    expect(stage.rollout.revisions.to.hash).toBeUndefined()
    stage.at(2000).tell(daemonSet('app:2', 2)).podLeaves('web-a').podGone('web-a')
    stage.at(3000).podComes('web-b', ofVersion(2))
    expect(stage.rollout.revisions).toMatchObject({ from: { hash: 'v1' }, to: { hash: 'v2' } })
  })
})
