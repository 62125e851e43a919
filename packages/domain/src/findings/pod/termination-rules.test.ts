import { describe, expect, test } from 'vitest'
import { anEndpointSlice, aPod, aService, aSnapshot, findingsOfRule, sentencesOf } from '../../testing/index.ts'

describe('POD-012', () => {
  const pod = aPod('a', { labels: { app: 'web' }, ip: '10.0.0.1' })
  const slice = anEndpointSlice('web-1', { service: 'web', endpoints: [{ pod, ready: true }] })
  const snapshot = aSnapshot(pod, slice, aService('web', { selector: { app: 'web' } }))

  test('POD-012 endpoints that stop serving at once are told with the samples and whether there is a hook', () => {
    const history = { drainOverlaps: () => [0, 30, 5_000, 20, 40, 9_000] }
    expect(findingsOfRule('POD-012', snapshot, history)).toMatchObject([
      {
        sentence:
          'Endpoints of Service/default/web go on serving for 30 ms (median of five) after their Pods are told to stop',
        evidence: [
          { path: 'drain overlap in ms', value: [0, 30, 5_000, 20, 40] },
          { object: 'Pod/default/a', path: 'spec.containers[main].lifecycle.preStop', value: false },
        ],
      },
    ])
  })

  test('POD-012 fewer than five samples, or a median of 2 s, are no pattern', () => {
    expect(sentencesOf('POD-012', snapshot, { drainOverlaps: () => [0, 0, 0, 0] })).toEqual([])
    expect(sentencesOf('POD-012', snapshot, { drainOverlaps: () => [0, 0, 2_000, 3_000, 4_000] })).toEqual([])
  })
})

describe('POD-016', () => {
  const leaving = (terminated: object) =>
    aPod('a', {
      ...{ deletionTimestamp: '2026-01-01T01:00:30Z', deletionGracePeriodSeconds: 30 },
      status: { containerStatuses: [{ name: 'main', state: { terminated } }] },
    })

  test('POD-016 a container that was killed at the end of its grace period is told', () => {
    const terminated = { exitCode: 137, reason: 'Error', finishedAt: '2026-01-01T01:00:31Z' }
    expect(sentencesOf('POD-016', aSnapshot(leaving(terminated)))).toEqual([
      'Container main of Pod/default/a was killed after 31 s of 30 s',
    ])
  })

  test('POD-016 what ended by itself, before the deadline or for its memory was not killed for its grace period', () => {
    const finishedAt = '2026-01-01T01:00:31Z'
    const ends = [
      { exitCode: 143, finishedAt },
      { exitCode: 137, reason: 'OOMKilled', finishedAt },
      { exitCode: 137, reason: 'Error', finishedAt: '2026-01-01T01:00:05Z' },
    ]
    for (const end of ends) expect(sentencesOf('POD-016', aSnapshot(leaving(end)))).toEqual([])
  })
})
