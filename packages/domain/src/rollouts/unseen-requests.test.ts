import { describe, expect, test } from 'vitest'
import { aDaemonSet, aSnapshot, theDeployment, theReplicaSet, theStatefulSet } from '../testing/index.ts'
import { RolloutStage } from '../testing/rollout-stage.ts'
import { unseenRequests } from './unseen-requests.ts'

const half = theDeployment({ version: 2, total: 5, updated: 2, available: 4 })
const deadline = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }
const revisions = [theReplicaSet(1, { replicas: 3 }), theReplicaSet(2, { replicas: 2 })]

describe('[F.2] a rollout whose request nobody saw', () => {
  test('is told by what the workload says of itself, with the revision that it replaces', () => {
    expect(unseenRequests(aSnapshot(half, ...revisions), [])).toEqual([
      {
        workload: { kind: 'Deployment', namespace: 'default', name: 'web', uid: half.metadata.uid },
        state: 'progressing',
        revisions: {
          from: { hash: 'v1', uid: revisions[0]?.metadata.uid, number: 1, images: { main: 'app:1' } },
          to: { hash: 'v2', uid: revisions[1]?.metadata.uid, number: 2, images: { main: 'app:2' } },
        },
        updated: 2,
        desired: 4,
      },
    ])
  })

  test.each([
    ['stalled', [theDeployment({ version: 2, total: 5, updated: 2, available: 3, conditions: [deadline] })]],
    ['paused', [theDeployment({ version: 2, total: 5, updated: 2, available: 4, spec: { paused: true } })]],
    ['progressing', [theStatefulSet({ version: 2, updated: 1 })]],
    [
      'progressing',
      [
        aDaemonSet('web', {
          status: {
            observedGeneration: 1,
            desiredNumberScheduled: 3,
            currentNumberScheduled: 3,
            updatedNumberScheduled: 1,
          },
        }),
      ],
    ],
  ] as const)('may be %s', (state, objects) => {
    expect(unseenRequests(aSnapshot(...objects), []).map((request) => request.state)).toEqual([state])
  })

  test.each([
    ['all Pods are of the new template, though not all are available', theDeployment({ version: 2, available: 3 })],
    ['it is made for the first time', theDeployment({ version: 1, total: 2, updated: 2, available: 0 })],
    ['its controller has not seen the template yet', theDeployment({ version: 2, observed: 1, total: 4, updated: 0 })],
    ['it is paused and no Pod is new', theDeployment({ version: 2, updated: 0, spec: { paused: true } })],
    [
      'it is updated up to its partition',
      theStatefulSet({ version: 2, updated: 2, spec: { updateStrategy: { rollingUpdate: { partition: 2 } } } }),
    ],
    [
      'it waits for its Pods to be deleted',
      theStatefulSet({ version: 2, updated: 1, spec: { updateStrategy: { type: 'OnDelete' } } }),
    ],
  ])('is none where %s', (_, object) => {
    expect(unseenRequests(aSnapshot(object), [])).toEqual([])
  })

  test('is none where the rollout is known, or the namespace is not asked for', () => {
    const stage = new RolloutStage().tell(theDeployment(), theReplicaSet(1))
    stage.at(1000).tell(theDeployment({ version: 2, observed: 1 }), ...revisions, half)
    const snapshot = aSnapshot(half, ...revisions)
    expect(unseenRequests(snapshot, [stage.rollout])).toEqual([])
    expect(unseenRequests(snapshot, [], ['default'])).toHaveLength(1)
    expect(unseenRequests(snapshot, [], ['shop'])).toEqual([])
  })
})
