import { describe, expect, test } from 'vitest'
import { keyOf } from '../kubernetes/object-key.ts'
import type { WatchedObject } from '../kubernetes/watched-object.ts'
import {
  aWeb,
  DELETED,
  disrupted,
  LEFT,
  OWNED,
  READY,
  ready,
  restarted,
  TERMINATING,
  theNode,
  thePod,
  theService,
  unready,
} from '../testing/cause-cast.ts'
import { CauseStage } from '../testing/cause-stage.ts'
import {
  aNamespace,
  aNode,
  anEndpointSlice,
  anEventOf,
  aPod,
  aProjected,
  aRawObject,
  theDeployment,
  theReplicaSet,
  theStatefulSet,
} from '../testing/index.ts'
import type { Cause } from './cause-types.ts'

const told = ({ confidence, detail, kind, object, row }: Cause) => [row, kind, detail, confidence, object]
/** As `told`, as far as it is written. */
const expectCause = (cause: Cause, beginning: readonly unknown[]): void =>
  expect(told(cause).slice(0, beginning.length)).toEqual(beginning)

const proofOf = ({ proof }: Cause) => proof.map(({ field, object, seq, value }) => ({ object, field, value, seq }))

describe('[H.5] the first row whose proofs all hold is the cause', () => {
  test('1: the selector of the Service was edited, so that it no longer matches the same Pod', () => {
    const cause = aWeb()
      .at(-20)
      .tell(theService({ selector: { app: 'wbe' } }))
      .why(LEFT)
    expect(told(cause)).toEqual([1, 'selector-edited', undefined, 'proven', 'Service/default/web'])
    expect(proofOf(cause)).toEqual([
      { object: 'Service/default/web', field: 'spec.selector', value: { app: 'wbe' }, seq: 6 },
      { object: 'Pod/default/web-1', field: 'metadata.labels', value: OWNED.labels, seq: undefined },
    ])
  })

  test('1: or so that it matches it now; an edit and its repair are told apart', () => {
    const stage = aWeb()
      .at(-20)
      .tell(theService({ selector: { app: 'wbe' } }))
    stage.at(9000).tell(theService())
    expectCause(stage.why(LEFT), [1, 'selector-edited'])
    expect(proofOf(stage.why({ from: undefined, to: 'ready', at: 109_010 }))[0]).toMatchObject({
      value: { app: 'web' },
    })
  })

  test('1: a Service that is made selects Pods that are there', () => {
    const stage = new CauseStage(theDeployment(), theReplicaSet(1), thePod()).at(-30).tell(theService())
    const cause = stage.why({ from: undefined, to: 'ready', wasReadyBefore: false })
    expect(told(cause)).toEqual([1, 'selector-edited', 'service-created', 'proven', 'Service/default/web'])
  })

  test('2: the labels of the Pod were changed', () => {
    const stage = aWeb()
      .at(20)
      .tell(thePod({ labels: { app: 'debug', 'pod-template-hash': 'v1' } }))
    expect(told(stage.why(LEFT))).toEqual([2, 'pod-relabelled', undefined, 'proven', 'Pod/default/web-1'])
    stage.at(5000).tell(thePod())
    expectCause(stage.why({ from: undefined, to: 'ready', at: 105_010 }), [2, 'pod-relabelled'])
  })

  test('3: the ports of the Service were edited, and those of the slice with them', () => {
    const stage = aWeb()
      .at(-10)
      .tell(theService({ ports: [{ port: 80, targetPort: 'http' }] }))
    const cause = stage.why({ from: 'ready', to: 'ready', identity: 'EndpointSlice/default/web-1' })
    expect(told(cause)).toEqual([3, 'ports-edited', undefined, 'proven', 'Service/default/web'])
  })

  test('4: the Service was deleted, in whichever order that is told', () => {
    expect(told(aWeb().at(40).remove(theService()).why(LEFT))).toEqual([
      ...[4, 'service-deleted', undefined, 'proven', 'Service/default/web'],
    ])
  })

  test('4: somebody deleted a slice; of one that the cluster writes that is inferred', () => {
    const slice = (managedBy?: string) => anEndpointSlice('web-1', { service: 'web', ...(managedBy && { managedBy }) })
    const cause = (object: WatchedObject) => aWeb(object).remove(object).why(LEFT)
    expect(told(cause(slice()))).toEqual([4, 'service-deleted', 'slice', 'inferred', 'EndpointSlice/default/web-1'])
    expectCause(cause(slice('me')), [4, 'service-deleted', 'slice', 'proven'])
  })

  test('5: the Node was deleted, or the Pod collector says that it is gone', () => {
    expect(told(aWeb().at(-50).remove(theNode()).tell(thePod(DELETED)).why(TERMINATING))).toEqual([
      ...[5, 'node-gone', undefined, 'proven', 'Node/-/n1'],
    ])
    expectCause(aWeb().tell(disrupted('DeletionByPodGC')).why(TERMINATING), [5, 'node-gone'])
  })

  test('6: a taint evicts it; by the Event alone that is inferred', () => {
    const tainted = theNode({ spec: { taints: [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' }] } })
    const proven = aWeb().at(-10).tell(tainted, disrupted('DeletionByTaintManager')).why(TERMINATING)
    expect(told(proven)).toEqual([6, 'taint-eviction', undefined, 'proven', 'Node/-/n1'])
    expect(proofOf(proven)[1]).toMatchObject({ field: 'spec.taints', value: ['node.kubernetes.io/unreachable'] })
    const event = anEventOf(thePod(), { reason: 'TaintManagerEviction', message: 'Marking for deletion' })
    expectCause(aWeb().tell(event, thePod(DELETED)).why(TERMINATING), [6, 'taint-eviction', undefined, 'inferred'])
  })

  test('7: the eviction API was asked; from a Node that is cordoned that is a drain', () => {
    const evicted = disrupted('EvictionByEvictionAPI')
    expect(told(aWeb().tell(evicted).why(TERMINATING))).toEqual([
      7,
      'eviction',
      undefined,
      'proven',
      'Pod/default/web-1',
    ])
    const drained = aWeb()
      .at(-30)
      .tell(theNode({ spec: { unschedulable: true } }))
      .at(0)
      .tell(evicted)
    expect(told(drained.why(TERMINATING))).toEqual([7, 'eviction', 'drain', 'proven', 'Node/-/n1'])
  })

  test('8: it made place for a Pod of higher priority', () => {
    const cause = aWeb().tell(disrupted('PreemptionByScheduler')).why(TERMINATING)
    expect(told(cause)).toEqual([8, 'preemption', undefined, 'proven', 'Pod/default/web-1'])
  })

  test('9: the kubelet ended it, for its Node was short of something, or shuts down', () => {
    const pressed = aNode('n1', {})
    const evicted = thePod({ phase: 'Failed', status: { reason: 'Evicted' } })
    expect(told(aWeb(pressed).tell(evicted).why(LEFT))).toEqual([
      9,
      'kubelet-eviction',
      undefined,
      'proven',
      'Node/-/n1',
    ])
    const shut = disrupted('TerminationByKubelet', { phase: 'Failed' })
    const reason = thePod({ phase: 'Failed', status: { ...shut.status, reason: 'Terminated' } })
    expectCause(aWeb().tell(reason).why(LEFT), [9, 'kubelet-eviction', 'node-shutdown'])
  })

  test('10: the Node does not report, though the containers were ready; by the Event alone that is inferred', () => {
    const lost = thePod({ status: { conditions: [ready('False'), { type: 'ContainersReady', status: 'True' }] } })
    const cause = aWeb()
      .at(-10)
      .tell(theNode({ isReady: false }), lost)
      .why({})
    expect(told(cause)).toEqual([10, 'node-not-ready', undefined, 'proven', 'Node/-/n1'])
    const event = anEventOf(thePod(), { reason: 'NodeNotReady', message: 'Node is not ready' })
    expectCause(aWeb().tell(lost, event).why({}), [10, 'node-not-ready', undefined, 'inferred'])
  })

  test('11: a container ran out of memory', () => {
    const cause = aWeb()
      .at(-5)
      .tell(restarted({ exitCode: 137, reason: 'OOMKilled' }))
      .why({})
    expect(told(cause)).toEqual([11, 'out-of-memory', undefined, 'proven', 'Pod/default/web-1'])
    expect(proofOf(cause)).toEqual([
      {
        ...{ object: 'Pod/default/web-1', field: 'status.containerStatuses[main] terminated' },
        ...{ value: { exitCode: 137, reason: 'OOMKilled' }, seq: 6 },
      },
      { object: 'Pod/default/web-1', field: 'status.containerStatuses[main].restartCount', value: 1, seq: 6 },
    ])
  })

  test('11, 12 and 15: a sidecar is a container like the others', () => {
    const sidecar = (status: object) =>
      thePod({
        spec: { containers: [{ name: 'main' }], initContainers: [{ name: 'mesh', restartPolicy: 'Always' }] },
        status: {
          conditions: [ready('False', 'ContainersNotReady')],
          containerStatuses: [{ name: 'main', ready: true, started: true, state: { running: {} } }],
          initContainerStatuses: [{ name: 'mesh', ready: false, started: true, ...status }],
        },
      })
    const cause = (status: object) =>
      aWeb(sidecar({ state: { running: {} } }))
        .at(-5)
        .tell(sidecar(status))
        .why({})
    const ended = (reason: string) => ({
      ...{ restartCount: 1, state: { running: {} } },
      lastState: { terminated: { exitCode: 137, reason } },
    })
    expectCause(cause(ended('OOMKilled')), [11, 'out-of-memory', undefined, 'proven'])
    expectCause(cause(ended('Error')), [12, 'crash', undefined, 'proven'])
    const failing = cause({ restartCount: 0, state: { running: {} } })
    expectCause(failing, [15, 'readiness-probe', 'mesh', 'inferred'])
    expect(proofOf(failing)[1]?.field).toBe('status.initContainerStatuses[mesh].ready')
  })

  test('12: a container crashed', () => {
    const cause = aWeb()
      .at(-5)
      .tell(restarted({ exitCode: 1, reason: 'Error' }))
      .why({})
    expect(told(cause)).toEqual([12, 'crash', undefined, 'proven', 'Pod/default/web-1'])
    expect(proofOf(cause).at(-1)).toMatchObject({ value: 'CrashLoopBackOff' })
  })

  test('13: a liveness or startup probe had it restarted, whatever it exited with', () => {
    const message = 'Container main failed liveness probe, will be restarted'
    const kill = anEventOf(thePod(), { reason: 'Killing', message })
    const cause = aWeb()
      .at(-5)
      .tell(kill, restarted({ exitCode: 137, reason: 'Error' }))
      .why({})
    expect(told(cause)).toEqual([13, 'probe-restart', undefined, 'inferred', 'Pod/default/web-1'])
    expect(proofOf(cause).at(-1)).toMatchObject({ object: keyOf(kill), value: message })
  })

  test('14: a readiness gate is closed', () => {
    const gate = { type: 'example.com/gate', status: 'False' }
    const spec = { readinessGates: [{ conditionType: 'example.com/gate' }] }
    const containers = { type: 'ContainersReady', status: 'True' }
    const gated = thePod({ spec, status: { conditions: [ready('False', 'ReadinessGatesNotReady'), gate, containers] } })
    expect(told(aWeb().tell(gated).why({}))).toEqual([
      ...[14, 'readiness-gate', 'example.com/gate', 'proven', 'Pod/default/web-1'],
    ])
  })

  test('15: a container runs and is not ready; with the Event of its probe that is proven', () => {
    const stage = aWeb().at(-5).tell(unready())
    expect(told(stage.why({}))).toEqual([15, 'readiness-probe', 'main', 'inferred', 'Pod/default/web-1'])
    stage.at(4000).tell(anEventOf(thePod(), { reason: 'Unhealthy', message: 'Readiness probe failed: 500' }))
    expectCause(stage.why({}), [15, 'readiness-probe', 'main', 'proven'])
  })

  test('15: a container that ended well and begins anew did not fail its probe', () => {
    const anew = restarted({ exitCode: 0, reason: 'Completed' }, {})
    const [main] = anew.status.containerStatuses
    const running = {
      ...anew,
      status: { ...anew.status, containerStatuses: main ? [{ ...main, state: { running: {} } }] : [] },
    }
    expectCause(aWeb().at(-5).tell(running).why({}), [23, 'unknown'])
  })

  test('16: its workload rolls out another revision', () => {
    const next = [theDeployment({ version: 2 }), theReplicaSet(2)]
    const cause = aWeb()
      .at(-2000)
      .tell(...next)
      .at(-10)
      .tell(thePod(DELETED))
      .why(TERMINATING)
    expect(told(cause)).toEqual([16, 'rollout', undefined, 'proven', 'Deployment/default/web'])
    expect(proofOf(cause).map(({ field, value }) => [field, value])).toEqual([
      ['metadata.deletionTimestamp', DELETED.deletionTimestamp],
      ['revision', 'v1'],
      ['revision', 'v2'],
    ])
  })

  test('16: a Pod below the partition of its StatefulSet is not rolled out: somebody deleted it (F.2)', () => {
    const labels = { app: 'web', 'controller-revision-hash': 'web-v1' }
    const pod = (options = {}) => thePod({ owner: theStatefulSet(), labels, ...options })
    const cause = (partition: number, start: number) => {
      const spec = { ordinals: { start }, updateStrategy: { rollingUpdate: { partition } } }
      const stage = new CauseStage(theService(), theStatefulSet({ version: 2, spec }), pod())
      return stage.at(-10).tell(pod(DELETED)).why(TERMINATING)
    }
    expectCause(cause(1, 0), [16, 'rollout'])
    expectCause(cause(2, 0), [19, 'pod-deleted'])
    expectCause(cause(1, 1), [19, 'pod-deleted'])
  })

  test('17: fewer are wanted, by whoever wrote that', () => {
    const scaled = theDeployment({ generation: 2, replicas: 2 })
    const by = { replicas: { manager: 'kubectl', operation: 'Update' as const } }
    const edited = { ...scaled, derived: { ...scaled.derived, lastWriter: by } }
    const cause = aWeb().at(-500).tell(edited).at(-10).tell(thePod(DELETED)).why(TERMINATING)
    expect(told(cause)).toEqual([17, 'scale-down', 'kubectl', 'proven', 'Deployment/default/web'])
  })

  test('17: an autoscaler is named where it says so', () => {
    const scaler = aProjected(
      'HorizontalPodAutoscaler',
      aRawObject('HorizontalPodAutoscaler', 'web', {
        spec: { scaleTargetRef: { kind: 'Deployment', name: 'web' }, maxReplicas: 8 },
        status: { currentReplicas: 4, desiredReplicas: 2 },
      }),
    )
    const rescaled = anEventOf(scaler, { reason: 'SuccessfulRescale', message: 'New size: 2' })
    const stage = aWeb(scaler)
      .at(-500)
      .tell(theDeployment({ generation: 2, replicas: 2 }), rescaled)
    expectCause(stage.tell(thePod(DELETED)).why(TERMINATING), [17, 'scale-down', 'hpa', 'proven'])
  })

  test('17: a StatefulSet gives up the highest ordinals', () => {
    const labels = { app: 'web', 'controller-revision-hash': 'web-v1' }
    const pod = (options = {}) => thePod({ owner: theStatefulSet(), labels, ...options })
    const stage = new CauseStage(theService(), theStatefulSet({ replicas: 2 }), pod())
    stage
      .at(-500)
      .tell(theStatefulSet({ generation: 2, replicas: 1 }))
      .tell(pod(DELETED))
    expect(told(stage.why(TERMINATING))).toEqual([17, 'scale-down', undefined, 'proven', 'StatefulSet/default/web'])
  })

  test('18: what controls it was deleted, or its namespace is', () => {
    const stage = aWeb().at(-900).remove(theDeployment()).at(-10).tell(thePod(DELETED))
    expect(told(stage.why(TERMINATING))).toEqual([18, 'owner-deleted', undefined, 'proven', 'Deployment/default/web'])
    const ending = aNamespace('default', { deletionTimestamp: '2026-01-01T00:00:00Z' })
    expect(told(aWeb().tell(ending, thePod(DELETED)).why(TERMINATING))).toEqual([
      ...[18, 'owner-deleted', undefined, 'proven', 'Namespace/-/default'],
    ])
  })

  test('19: it was deleted directly, and another was made in its place', () => {
    const stage = aWeb().at(-10).tell(thePod(DELETED))
    expect(told(stage.why(TERMINATING))).toEqual([19, 'pod-deleted', undefined, 'inferred', 'Pod/default/web-1'])
    stage.at(30).tell(aPod('web-2', { ...OWNED, creationTimestamp: '2026-01-01T00:00:30Z' }))
    expectCause(stage.why(TERMINATING), [19, 'pod-deleted', undefined, 'proven'])
    expectCause(stage.tell(theNode({ spec: { unschedulable: true } })).why(TERMINATING), [
      19,
      'pod-deleted',
      'cordoned',
    ])
  })

  test('19: the last deletion of a Pod does not make its replacement older than it', () => {
    const stage = aWeb().at(-10).tell(thePod(DELETED))
    stage.at(30).tell(aPod('web-2', { ...OWNED, creationTimestamp: '2026-01-01T00:00:31Z' }))
    const last = thePod({ deletionTimestamp: '2026-01-01T00:00:40Z', deletionGracePeriodSeconds: 0 })
    expectCause(stage.at(9000).tell(last).remove(last).why(LEFT), [19, 'pod-deleted', undefined, 'proven'])
  })

  test('20: it ended, and nobody had asked for it', () => {
    const main = { name: 'main', restartCount: 0, state: { terminated: { exitCode: 3, reason: 'Error' } } }
    const cause = aWeb()
      .tell(thePod({ phase: 'Failed', status: { containerStatuses: [main] } }))
      .why(LEFT)
    expect(told(cause)).toEqual([20, 'pod-ended', 'Failed', 'proven', 'Pod/default/web-1'])
    expect(proofOf(cause).at(-1)).toMatchObject({ value: 3 })
  })

  test('21: a Pod is ready for the first time: of a rollout, of more that are wanted, or in the place of another', () => {
    const gained = { ...READY, wasReadyBefore: false }
    expect(told(aWeb().why(gained))).toEqual([21, 'new-pod', undefined, 'proven', 'Pod/default/web-1'])
    const other = aPod('web-0', { ...OWNED, ...DELETED })
    expectCause(aWeb(other).why(gained), [21, 'new-pod', 'replacement', 'proven'])
    const raised = aWeb()
      .at(-900)
      .tell(theDeployment({ generation: 2, replicas: 6 }), theReplicaSet(1, { replicas: 6 }))
    expectCause(raised.why(gained), [21, 'new-pod', 'scale-up'])
    const fresh = thePod({ owner: theReplicaSet(2), labels: { app: 'web', 'pod-template-hash': 'v2' } })
    const rolled = new CauseStage(theService(), theDeployment(), theReplicaSet(1)).at(-900)
    rolled.tell(theDeployment({ version: 2 }), theReplicaSet(2), fresh)
    expectCause(rolled.why(gained), [21, 'new-pod', 'rollout'])
    expectCause(aWeb().whyUntold(READY), [21, 'new-pod', undefined, 'inferred'])
  })

  test('21: what was there when Portolan first looked was not made then', () => {
    const gained = { ...READY, wasReadyBefore: false }
    const found = new CauseStage().at(-900).find(theService(), theDeployment(), theReplicaSet(1), thePod())
    expectCause(found.why(gained), [21, 'new-pod', undefined, 'proven'])
    const made = new CauseStage(theService()).at(-900).tell(theDeployment(), theReplicaSet(1), thePod())
    expectCause(made.why(gained), [21, 'new-pod', 'new-workload', 'proven'])
  })

  test('22: it recovers from why it was not ready', () => {
    const earlier = { to: 'unready', cause: aWeb().tell(unready()).why({}) } as const
    const cause = aWeb()
      .tell(unready())
      .at(-5)
      .tell(thePod())
      .why({ ...READY, earlier })
    expect(told(cause)).toEqual([22, 'recovered', 'readiness-probe', 'inferred', 'Pod/default/web-1'])
  })

  test('23: nothing explains it, and what is missing is told', () => {
    expect(aWeb().why({})).toEqual({
      ...{ kind: 'unknown', row: 23, confidence: 'inferred', proof: [], missing: [] },
    })
    expect(new CauseStage(theService()).why(LEFT).missing).toEqual(['pod'])
    expect(aWeb().why({ evidence: 'listed', notBefore: 90_000 }).missing).toEqual(['gap'])
    const byHand = new CauseStage(theService({ selector: {} }), thePod()).why(LEFT)
    expect(byHand.missing).toEqual(['hand-made-slice'])
  })
})
