import { describe, expect, test } from 'vitest'
import type { EndpointState } from '../../endpoints/ledger-types.ts'
import type { Pod } from '../../kubernetes/pod.ts'
import { anEventOf, aPod, type EventOptions, type PodOptions } from '../../testing/index.ts'
import { type LaneIncident, MAX_LANE_ENDPOINTS, MAX_LANE_INCIDENTS, POD_PHASES, type PodLane } from '../lane-types.ts'
import { LaneRecorder } from './lane-recorder.ts'
import type { Telling } from './phase-book.ts'

const START = Date.parse('2026-01-01T10:00:00Z')
const WEB = 'shop/web'

let seq = 0
const live = (ms: number): Telling => ({
  moment: { at: START + ms, notBefore: START + ms, seq: ++seq },
  evidence: 'watched',
})
const late = (from: number, to: number): Telling => ({
  moment: { at: START + to, notBefore: START + from, seq: ++seq, isListed: true },
  evidence: 'listed',
})
const at = (second: number): string => new Date(START + second * 1000).toISOString().replace('.000Z', 'Z')

const condition = (type: string, second: number, status = 'True') => ({
  type,
  status,
  lastTransitionTime: at(second),
})

/** A Pod with one container `main`, made in the first second, of which nothing else is known. */
function aYoungPod({ status = {}, ...options }: PodOptions = {}): Pod {
  const bare = { conditions: [], containerStatuses: [], phase: 'Pending', ...status }
  return aPod('web', { creationTimestamp: at(0), labels: { 'pod-template-hash': 'v2' }, ...options, status: bare })
}

const running = (second: number, more = {}) => ({
  ...{ name: 'main', ready: false, started: false, restartCount: 0, state: { running: { startedAt: at(second) } } },
  ...more,
})

const terminated = (second: number, exitCode = 0, more = {}) => ({
  ...{ name: 'main', ready: false, started: false, restartCount: 0 },
  state: { terminated: { exitCode, reason: exitCode === 0 ? 'Completed' : 'Error', finishedAt: at(second) } },
  ...more,
})

/** A Pod that was first told at 50 ms, and then as it is given, at 5 s. */
function told(options: PodOptions, telling = live(5000)): LaneRecorder {
  const recorder = new LaneRecorder(aYoungPod(), live(50))
  recorder.see(aYoungPod(options), telling)
  return recorder
}

const laneOf = (recorder: LaneRecorder): Omit<PodLane, 'lagMs' | 'drainMs'> => recorder.lane({ from: 'v1', to: 'v2' })

/** A mark in ms since the start: when, how wide, whose clock, where it is written. */
function markOf(recorder: LaneRecorder, phase: string): string | undefined {
  const mark = laneOf(recorder).phases.find((candidate) => candidate.phase === phase)
  if (mark === undefined) return undefined
  const [when, earliest, latest] = [mark.at, mark.earliest, mark.latest].map((time) => time - START)
  return `${when} in ${earliest}–${latest} by ${mark.clock}: ${mark.source}`
}

/** The endpoint goes through these states, one a second from 1 s on; `undefined`: it left. */
function moved(states: readonly (EndpointState | undefined)[], telling = live): LaneRecorder {
  const recorder = new LaneRecorder(aYoungPod(), live(50))
  let from: EndpointState | undefined
  for (const [index, to] of states.entries()) {
    recorder.endpointMoved(WEB, { identity: 'uid', from, to }, telling(1000 * (index + 1)))
    from = to
  }
  return recorder
}

describe('[F.4] a phase of a Pod is told with its time, whose clock it is and how exact', () => {
  test('created: by the API server, to the second', () => {
    expect(markOf(new LaneRecorder(aYoungPod(), live(50)), 'created')).toBe(
      '0 in 0–999 by api-server: metadata.creationTimestamp',
    )
  })

  test('scheduled: by the API server, in the binding; not while it is not scheduled', () => {
    const source = 'status.conditions[PodScheduled].lastTransitionTime'
    const scheduled = told({ status: { conditions: [condition('PodScheduled', 1)] } })
    expect(markOf(scheduled, 'scheduled')).toBe(`1000 in 1000–1999 by api-server: ${source}`)
    const waiting = told({ status: { conditions: [condition('PodScheduled', 1, 'False')] } })
    expect(markOf(waiting, 'scheduled')).toBeUndefined()
  })

  test('acknowledged: by the node, when the kubelet accepted it', () => {
    expect(markOf(told({ status: { startTime: at(1) } }), 'acknowledged')).toBe(
      '1000 in 1000–1999 by node: status.startTime',
    )
  })

  test('sandbox and address: by the node; by us from the first address where servers do not tell', () => {
    const told12 = told({ status: { conditions: [condition('PodReadyToStartContainers', 2)], podIP: '10.0.0.1' } })
    expect(markOf(told12, 'sandbox')).toBe(
      '2000 in 2000–2999 by node: status.conditions[PodReadyToStartContainers].lastTransitionTime',
    )
    expect(markOf(told({ ip: '10.0.0.1', status: { podIP: '10.0.0.1' } }), 'sandbox')).toBe(
      '5000 in 5000–5000 by portolan: status.podIP',
    )
  })

  test('images: by the Event of the last container to have its image, to the microsecond where it says so', () => {
    const recorder = told({})
    const pod = aYoungPod()
    const pulled = (container: string, options: Partial<EventOptions>) =>
      anEventOf(pod, { reason: 'Pulled', container, ...options })
    recorder.event(pulled('main', { at: at(1) }), live(1100))
    recorder.event(pulled('side', { spec: { eventTime: '2026-01-01T10:00:02.250000Z' } }), live(2300))
    recorder.event(pulled('main', { at: at(9) }), live(9100))
    expect(markOf(recorder, 'images')).toBe('2250 in 2250–2250 by node: Event Pulled')
  })

  test('initialized: by the node', () => {
    expect(markOf(told({ status: { conditions: [condition('Initialized', 2)] } }), 'initialized')).toBe(
      '2000 in 2000–2999 by node: status.conditions[Initialized].lastTransitionTime',
    )
  })

  test('containers started: by the node, when the last of them runs', () => {
    const spec = { containers: [{ name: 'main' }, { name: 'side' }] }
    const one = told({ spec, status: { containerStatuses: [running(2)] } })
    expect(markOf(one, 'started')).toBeUndefined()
    one.see(aYoungPod({ spec, status: { containerStatuses: [running(2), running(3, { name: 'side' })] } }), live(6000))
    expect(markOf(one, 'started')).toBe(
      '3000 in 3000–3999 by node: status.containerStatuses[*].state.running.startedAt',
    )
  })

  test('startup passed: nobody says when, so by us', () => {
    const passed = told({ status: { containerStatuses: [running(2, { started: true })] } })
    expect(markOf(passed, 'startup-passed')).toBe('5000 in 5000–5000 by portolan: status.containerStatuses[*].started')
    const listed = told({ status: { containerStatuses: [running(2, { started: true })] } }, late(1000, 5000))
    expect(markOf(listed, 'startup-passed')).toMatch(/^5000 in 1000–5000 by portolan/)
  })

  test('containers ready: by the node', () => {
    expect(markOf(told({ status: { conditions: [condition('ContainersReady', 3)] } }), 'containers-ready')).toBe(
      '3000 in 3000–3999 by node: status.conditions[ContainersReady].lastTransitionTime',
    )
  })

  test('readiness gates: by whoever keeps them, when the last one opens', () => {
    const spec = { readinessGates: [{ conditionType: 'a' }, { conditionType: 'b' }] }
    expect(markOf(told({ spec, status: { conditions: [condition('a', 1)] } }), 'gates-passed')).toBeUndefined()
    const open = told({ spec, status: { conditions: [condition('a', 3), condition('b', 2)] } })
    expect(markOf(open, 'gates-passed')).toBe(
      '3000 in 3000–3999 by controller: status.conditions[a, b].lastTransitionTime',
    )
  })

  test('Ready: by the node, the first time', () => {
    const ready = told({ status: { conditions: [condition('Ready', 3)] } })
    ready.see(aYoungPod({ status: { conditions: [condition('Ready', 8, 'False')] } }), live(8000))
    ready.see(aYoungPod({ status: { conditions: [condition('Ready', 9)] } }), live(9000))
    expect(markOf(ready, 'ready')).toBe('3000 in 3000–3999 by node: status.conditions[Ready].lastTransitionTime')
  })

  test('endpoint added: by us, when a slice first holds it; in the interval in which a list tells it', () => {
    expect(markOf(moved(['unready', 'ready']), 'endpoint-added')).toBe(
      '1000 in 1000–1000 by portolan: EndpointSlice.endpoints[]',
    )
    expect(
      markOf(
        moved(['unready'], (ms) => late(0, ms)),
        'endpoint-added',
      ),
    ).toMatch(/^1000 in 0–1000 by portolan/)
  })

  test('endpoint ready: by us, when a slice first says so', () => {
    expect(markOf(moved(['unready', 'ready', 'unready', 'ready']), 'endpoint-ready')).toBe(
      '2000 in 2000–2000 by portolan: EndpointSlice.endpoints[].conditions.ready',
    )
  })

  test('deletion requested: the deadline less the grace, by the API server', () => {
    const deleted = told({ deletionTimestamp: at(34), deletionGracePeriodSeconds: 30 })
    expect(markOf(deleted, 'deletion-requested')).toBe(
      '4000 in 4000–4999 by api-server: metadata.deletionTimestamp - metadata.deletionGracePeriodSeconds',
    )
  })

  test('deletion requested: a second, shorter deletion does not make it later', () => {
    const deleted = told({ deletionTimestamp: at(34), deletionGracePeriodSeconds: 30 })
    deleted.see(aYoungPod({ deletionTimestamp: at(20), deletionGracePeriodSeconds: 0 }), live(20_000))
    expect(markOf(deleted, 'deletion-requested')).toMatch(/^4000 in 4000–4999/)
  })

  test('deletion requested: where it was told late it may be the second, and then is only the latest it can have been', () => {
    const deleted = told({ deletionTimestamp: at(20), deletionGracePeriodSeconds: 0 }, late(2000, 21_000))
    expect(markOf(deleted, 'deletion-requested')).toMatch(/^20000 in 2000–20999/)
  })

  test('endpoint terminating: by us, whether or not it goes on serving', () => {
    const source = 'EndpointSlice.endpoints[].conditions.terminating'
    expect(markOf(moved(['ready', 'terminating-serving', 'terminating']), 'endpoint-terminating')).toBe(
      `2000 in 2000–2000 by portolan: ${source}`,
    )
    expect(markOf(moved(['ready', 'terminating']), 'endpoint-terminating')).toMatch(/^2000 in/)
  })

  test('stop begins: by the Event Killing of a Pod that is deleted, never by that of a restart', () => {
    const pod = aYoungPod({ deletionTimestamp: at(34), deletionGracePeriodSeconds: 30 })
    const restart = { reason: 'Killing', message: 'Container main failed liveness probe, will be restarted', at: at(2) }
    const stop = { reason: 'Killing', message: 'Stopping container main', at: at(4) }
    const recorder = told({})
    recorder.event(anEventOf(pod, restart), live(2100))
    recorder.event(anEventOf(pod, stop), live(4100))
    expect(markOf(recorder, 'stopping')).toBeUndefined()
    recorder.see(pod, live(4200))
    expect(markOf(recorder, 'stopping')).toBe('4000 in 4000–4999 by node: Event Killing')
  })

  test('container exited: by the node, when the last of a Pod that ends has stopped; no restart is an exit', () => {
    expect(markOf(told({ status: { containerStatuses: [terminated(3, 1)] } }), 'exited')).toBeUndefined()
    const deletion = { deletionTimestamp: at(34), deletionGracePeriodSeconds: 30 }
    const exited = told({ ...deletion, status: { containerStatuses: [terminated(6, 143)] } })
    expect(markOf(exited, 'exited')).toBe(
      '6000 in 6000–6999 by node: status.containerStatuses[*].state.terminated.finishedAt',
    )
  })

  test('not serving: by us', () => {
    expect(markOf(moved(['ready', 'terminating-serving', 'terminating']), 'not-serving')).toBe(
      '3000 in 3000–3000 by portolan: EndpointSlice.endpoints[].conditions.serving',
    )
  })

  test('terminal: by us, when it failed or succeeded', () => {
    expect(markOf(told({ status: { phase: 'Failed' } }), 'terminal')).toBe(
      '5000 in 5000–5000 by portolan: status.phase',
    )
  })

  test('endpoint removed: by us, and not where it came back', () => {
    expect(markOf(moved(['ready', undefined]), 'endpoint-removed')).toMatch(/^2000 in 2000–2000 by portolan/)
    expect(markOf(moved(['ready', undefined, 'ready']), 'endpoint-removed')).toBeUndefined()
    expect(markOf(moved(['ready', undefined, 'ready', undefined]), 'endpoint-removed')).toMatch(/^4000/)
  })

  test('deleted: by us, in the interval in which it was missed', () => {
    const recorder = told({})
    recorder.deleted(late(6000, 9000))
    expect(markOf(recorder, 'deleted')).toBe('9000 in 6000–9000 by portolan: watch DELETED')
  })
})

describe('a lane', () => {
  test('tells phases in their usual order, each with the change that told it', () => {
    const recorder = moved(['unready', 'ready', 'terminating', undefined])
    recorder.deleted(live(9000))
    const { phases } = laneOf(recorder)
    const places = phases.map(({ phase }) => POD_PHASES.indexOf(phase))
    expect(places).toEqual(places.toSorted((a, b) => a - b))
    expect(phases.every(({ evidence, told: moment }) => evidence === 'watched' && (moment?.seq ?? 0) > 0)).toBe(true)
  })

  test('of a Pod that was there before names no change, and no time that only we could have known', () => {
    const pod = aYoungPod({
      status: { conditions: [condition('Ready', 3)], containerStatuses: [running(2, { started: true })] },
    })
    const recorder = new LaneRecorder(pod, undefined)
    recorder.see(pod, live(7000))
    expect(laneOf(recorder).phases.map(({ evidence, phase, told: moment }) => [phase, evidence, moment])).toEqual([
      ['created', undefined, undefined],
      ['started', undefined, undefined],
      ['ready', undefined, undefined],
    ])
  })

  test('is of the old revision, the new one or neither', () => {
    const role = (hash: string) =>
      laneOf(new LaneRecorder(aYoungPod({ labels: { 'pod-template-hash': hash } }), undefined)).role
    expect(['v1', 'v2', 'v3'].map(role)).toEqual(['old', 'new', 'other'])
  })

  test('tells what went wrong: what containers wait for, exits, restarts with how they came, and Events', () => {
    const pull = { waiting: { reason: 'ImagePullBackOff' } }
    const recorder = told({
      status: { containerStatuses: [running(2, { state: { waiting: { reason: 'ContainerCreating' } } })] },
    })
    recorder.see(aYoungPod({ status: { containerStatuses: [running(2, { state: pull })] } }), live(6000))
    recorder.see(aYoungPod({ status: { containerStatuses: [terminated(7, 137)] } }), live(7000))
    const last = { terminated: { exitCode: 137, reason: 'OOMKilled', finishedAt: at(7) } }
    const back = { waiting: { reason: 'CrashLoopBackOff' } }
    const restarted = running(8, { restartCount: 1, lastState: last, state: back })
    recorder.see(aYoungPod({ status: { containerStatuses: [restarted] } }), live(8000))
    const probe = { reason: 'Unhealthy', message: 'Readiness probe failed: 500', container: 'main' }
    recorder.event(anEventOf(aYoungPod(), probe), live(8100))
    const short = ({ told: { at: when }, evidence: _, ...incident }: LaneIncident) => ({
      ...incident,
      at: when - START,
    })
    expect(laneOf(recorder).incidents.map(short)).toEqual([
      { kind: 'waiting', reason: 'ImagePullBackOff', container: 'main', at: 6000 },
      { kind: 'exit', reason: 'Error', exitCode: 137, container: 'main', at: 7000 },
      { kind: 'restart', reason: 'OOMKilled', exitCode: 137, restartCount: 1, container: 'main', at: 8000 },
      { kind: 'waiting', reason: 'CrashLoopBackOff', container: 'main', at: 8000 },
      { kind: 'event', type: 'Warning', ...probe, at: 8100 },
    ])
  })

  test('keeps the first incidents and the newest stretches of an endpoint, and counts the others', () => {
    const recorder = moved(Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? 'ready' : 'unready')))
    for (let count = 1; count <= 80; count++) {
      recorder.see(aYoungPod({ status: { containerStatuses: [running(1, { restartCount: count })] } }), live(300_000))
    }
    const { endpoints, endpointsLeftOut, incidents, incidentsLeftOut } = laneOf(recorder)
    expect([incidents.length, incidentsLeftOut]).toEqual([MAX_LANE_INCIDENTS, 30])
    expect([endpoints.length, endpointsLeftOut]).toEqual([MAX_LANE_ENDPOINTS, 150])
    expect(endpoints.at(-1)).toMatchObject({ state: 'unready', from: { at: START + 200_000 } })
    expect(endpoints.at(-1)?.to).toBeUndefined()
  })
})

describe('[F.6] what a lane measures', () => {
  const msOf = (pairs: ReturnType<LaneRecorder['drains']>) => pairs.map(({ first, second }) => second.at - first.at)

  test('the way from Ready to the slice, both as received, also where the slice is told first', () => {
    const recorder = moved(['unready', 'ready'])
    recorder.see(aYoungPod({ status: { conditions: [condition('Ready', 1)] } }), live(2030))
    expect(msOf(recorder.lags(new Set()))).toEqual([-30])
    expect(recorder.lags(new Set([WEB]))).toEqual([])
  })

  test('drain: from the moment it left the ready endpoints until it serves no more, in whatever way that is told', () => {
    expect(msOf(moved(['ready', 'terminating-serving', 'terminating', undefined]).drains())).toEqual([1000])
    expect(msOf(moved(['ready', 'terminating-serving', undefined]).drains())).toEqual([1000])
    expect(msOf(moved(['ready', 'terminating', undefined]).drains())).toEqual([0])
    expect(moved(['ready', undefined]).drains()).toEqual([])
    const failed = moved(['ready', 'terminating-serving'])
    failed.see(aYoungPod({ status: { phase: 'Failed' } }), live(2600))
    expect(msOf(failed.drains())).toEqual([600])
  })

  test('no drain of a Pod that was not ready when it was told to go', () => {
    expect(moved(['ready', 'unready', 'terminating', undefined]).drains()).toEqual([])
  })

  test('the share of the grace period that it took to stop; above 1 it was killed', () => {
    const gone = (second: number, grace: number) =>
      told({
        ...{ deletionTimestamp: at(4 + grace), deletionGracePeriodSeconds: grace },
        status: { containerStatuses: [terminated(second, 137)] },
      }).graceUsed
    expect([gone(7, 30), gone(36, 30), gone(6, 0)]).toEqual([0.1, 32 / 30, undefined])
  })
})
