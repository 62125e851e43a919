import { describe, expect, test } from 'vitest'
import { ownerOfVersion, RolloutStage, theService, theStatefulSet } from '../testing/index.ts'

describe('[F.8] a StatefulSet that rolls', () => {
  /** Three Pods of version 1, Ready and in the slice. */
  function aStatefulStage(spec = {}): RolloutStage {
    const stage = new RolloutStage().tell(theService(), theStatefulSet({ replicas: 3, spec }))
    for (const name of ['web-0', 'web-1', 'web-2']) stage.podComes(name, ownerOfVersion(1)).podReady(name)
    return stage
  }

  test('[SC9] to a partition stands partitioned when all that it lets through is done, and is no stall', () => {
    const spec = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 2 } } }
    const stage = aStatefulStage(spec).at(1000)
    stage.tell(theStatefulSet({ version: 2, observed: 1, replicas: 3, updated: 0, spec }))
    stage.tell(theStatefulSet({ version: 2, replicas: 3, updated: 0, spec }))
    stage.at(2000).podLeaves('web-2').at(3000).podGone('web-2')
    stage.podComes('web-2', ownerOfVersion(2), { uid: 'web-2-again' }).at(4000).podReady('web-2')
    stage.tell(theStatefulSet({ version: 2, replicas: 3, updated: 1, spec }))
    expect(stage.rollout).toMatchObject({ state: 'partitioned', verdict: { kind: 'hitless', minReady: 2 } })
    expect(stage.rollout.ended).toBeUndefined()
  })

  test('[SC9] to a partition that counts from the first ordinal stands partitioned too', () => {
    const spec = { ordinals: { start: 5 }, updateStrategy: { rollingUpdate: { partition: 2 } } }
    const stage = aStatefulStage(spec).at(1000)
    stage.tell(theStatefulSet({ version: 2, replicas: 3, updated: 0, spec }))
    stage.at(4000).tell(theStatefulSet({ version: 2, replicas: 3, updated: 1, spec }))
    expect(stage.rollout.state).toBe('partitioned')
  })

  test('[SC10] has another endpoint where a Pod is made anew under its name', () => {
    const stage = aStatefulStage().at(1000)
    stage.tell(theStatefulSet({ version: 2, observed: 1, replicas: 3, updated: 0 }))
    stage.tell(theStatefulSet({ version: 2, replicas: 3, updated: 0 }))
    for (const [index, name] of ['web-2', 'web-1', 'web-0'].entries()) {
      stage.at(2000 + 3000 * index).podLeaves(name)
      stage
        .at(3000 + 3000 * index)
        .podGone(name)
        .podComes(name, ownerOfVersion(2), { uid: `${name}-again` })
      stage.at(4000 + 3000 * index).podReady(name)
    }
    stage.at(11_000).tell(theStatefulSet({ version: 2, replicas: 3 }))
    expect(stage.rollout).toMatchObject({
      state: 'drained',
      verdict: { kind: 'hitless', minReady: 2 },
      drained: { at: 11_000 },
    })
    expect(stage.rollout.services).toMatchObject([{ reducedMs: 6000, missingPodMs: 6000 }])
  })
})
