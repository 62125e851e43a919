import { describe, expect, test } from 'vitest'
import {
  anEndpointSlice,
  anEventOf,
  aPod,
  aSnapshot,
  findingsOfRule,
  type PodOptions,
  type RawObject,
  sentencesOf,
} from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

const startedAt = '2026-01-01T01:00:00Z'
const at = (seconds: number) => Date.parse(startedAt) + seconds * 1_000

/** A Pod `a` whose container `main` runs since `startedAt`. */
const running = (members: RawObject, container: RawObject = {}, options: PodOptions = {}) =>
  aPod('a', {
    spec: { containers: [{ name: 'main', image: 'app:1', ...container }] },
    status: {
      conditions: [{ type: 'ContainersReady', status: 'False', lastTransitionTime: startedAt }],
      containerStatuses: [
        { name: 'main', ready: false, started: true, restartCount: 0, state: { running: { startedAt } }, ...members },
      ],
    },
    ...options,
  })

describe('POD-005', () => {
  test('POD-005 a container that has run for 30 s and is not ready is told with what its probe says', () => {
    const pod = running({}, { readinessProbe: { httpGet: { path: '/ready', port: 8080 } } })
    const event = anEventOf(pod, {
      ...{ reason: 'Unhealthy', container: 'main' },
      message: 'Readiness probe failed: HTTP probe failed with statuscode: 500',
    })
    const book = new FindingsBook(aSnapshot(pod, event), at(10))
    const told = (seconds: number) => book.findings(at(seconds)).filter(({ rule }) => rule === 'POD-005')
    expect(told(29)).toEqual([])
    expect(told(30)).toMatchObject([
      {
        since: at(0),
        sentence: 'Container main of Pod/default/a runs and is not ready',
        evidence: [
          { path: 'status.containerStatuses[main].ready', value: false },
          { path: 'spec.containers[main].readinessProbe', value: { httpGet: { path: '/ready', port: 8080 } } },
          { object: 'Event/default/a.unhealthy', path: 'message' },
        ],
      },
    ])
  })

  test('POD-005 what is ready, has not started, or terminates is not judged', () => {
    const deletionTimestamp = '2026-01-01T02:00:00Z'
    for (const pod of [running({ ready: true }), running({ started: false }), running({}, {}, { deletionTimestamp })]) {
      expect(sentencesOf('POD-005', aSnapshot(pod))).toEqual([])
    }
  })
})

describe('POD-006', () => {
  const lastState = {
    terminated: { exitCode: 137, startedAt: '2026-01-01T00:10:00Z', finishedAt: '2026-01-01T00:20:00Z' },
  }
  const pod = running({ restartCount: 1, lastState })
  const event = (time: string, message: string) =>
    anEventOf(pod, { reason: 'Unhealthy', container: 'main', message, at: time })

  test('POD-006 a restart during which the liveness probe failed is told', () => {
    const failed = event('2026-01-01T00:19:50Z', 'Liveness probe failed: timeout')
    expect(findingsOfRule('POD-006', aSnapshot(pod, failed))).toMatchObject([
      {
        sentence: 'Container main of Pod/default/a was restarted after its liveness probe had failed',
        confidence: 'inferred',
      },
    ])
  })

  test('POD-006 a failure of another probe, or after the restart, did not restart it', () => {
    const readiness = event('2026-01-01T00:19:50Z', 'Readiness probe failed: timeout')
    const later = event('2026-01-01T00:30:00Z', 'Liveness probe failed: timeout')
    expect(sentencesOf('POD-006', aSnapshot(pod, readiness))).toEqual([])
    expect(sentencesOf('POD-006', aSnapshot(pod, later))).toEqual([])
  })
})

describe('POD-007', () => {
  const startupProbe = { tcpSocket: { port: 80 }, failureThreshold: 6, periodSeconds: 10 }
  const told = (seconds: number, ...members: Parameters<typeof running>) =>
    new FindingsBook(aSnapshot(running(...members)), at(0))
      .findings(at(seconds))
      .filter(({ rule }) => rule === 'POD-007')

  test('POD-007 a container that has not started is told once its probe has run out of patience', () => {
    expect(told(59, { started: false }, { startupProbe })).toEqual([])
    expect(told(60, { started: false }, { startupProbe })).toMatchObject([
      { sentence: 'Container main of Pod/default/a has not started within 60 s' },
    ])
  })

  test('POD-007 one that has started, or has no startup probe, is not judged', () => {
    expect(told(90, { started: true }, { startupProbe })).toEqual([])
    expect(told(90, { started: false })).toEqual([])
  })
})

describe('POD-011', () => {
  const pod = aPod('a', { ip: '10.0.0.1' })
  const slice = anEndpointSlice('web-1', { service: 'web', endpoints: [{ pod, ready: true }] })

  test('POD-011 an endpoint without a readiness probe is told', () => {
    expect(sentencesOf('POD-011', aSnapshot(pod, slice))).toEqual([
      'Pod/default/a serves Service/default/web and is Ready as soon as it runs: it has no readiness probe',
    ])
  })

  test('POD-011 a probe on any container is enough, and who serves nobody needs none', () => {
    const probed = running({}, { readinessProbe: { tcpSocket: { port: 80 } } })
    expect(sentencesOf('POD-011', aSnapshot(probed, slice))).toEqual([])
    expect(sentencesOf('POD-011', aSnapshot(pod))).toEqual([])
  })
})

describe('POD-014', () => {
  const ports = [{ name: 'http', containerPort: 8080 }]

  test('POD-014 probes and hooks that name an undeclared port are told', () => {
    const lifecycle = { preStop: { httpGet: { port: 'admin' } } }
    const pod = running({}, { ports, livenessProbe: { httpGet: { port: 'web' } }, lifecycle })
    expect(sentencesOf('POD-014', aSnapshot(pod))).toEqual([
      'spec.containers[main].lifecycle of Pod/default/a names port admin, which container main does not declare',
      'spec.containers[main].livenessProbe.httpGet.port of Pod/default/a names port web, which container main does not declare',
    ])
  })

  test('POD-014 declared names and numbers are right', () => {
    const probes = { readinessProbe: { httpGet: { port: 'http' } }, startupProbe: { tcpSocket: { port: 9000 } } }
    expect(sentencesOf('POD-014', aSnapshot(running({}, { ports, ...probes })))).toEqual([])
  })
})
