import { describe, expect, test } from 'vitest'
import { anEventOf, aPod, aSnapshot, findingsOfRule, type RawObject, sentencesOf } from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

/** A Pod `a` whose one container is in a state. */
const inState = (state: RawObject, members: RawObject = {}) =>
  aPod('a', {
    isReady: false,
    status: { containerStatuses: [{ name: 'main', ready: false, restartCount: 3, state, ...members }] },
  })
const waiting = (reason: string, members: RawObject = {}) => inState({ waiting: { reason } }, members)

describe('POD-001', () => {
  test('POD-001 a container that crashes again and again is told with how its last run ended', () => {
    const lastState = { terminated: { exitCode: 2, reason: 'Error' } }
    expect(findingsOfRule('POD-001', aSnapshot(waiting('CrashLoopBackOff', { lastState })))).toMatchObject([
      {
        severity: 'error',
        about: 'status.containerStatuses[main]',
        sentence: 'Container main of Pod/default/a crashes again and again: 3 restarts, last exit code 2',
        evidence: [
          { path: 'status.containerStatuses[main].state.waiting.reason', value: 'CrashLoopBackOff' },
          { path: 'status.containerStatuses[main].restartCount', value: 3 },
          { path: 'status.containerStatuses[main].lastState.terminated', value: { exitCode: 2, reason: 'Error' } },
        ],
        command: 'kubectl logs a -n default -c main --previous',
      },
    ])
  })

  test('POD-001 a container that is being made, or was restarted and runs, does not crash', () => {
    const running = inState({ running: {} }, { lastState: { terminated: { exitCode: 1 } } })
    expect(sentencesOf('POD-001', aSnapshot(waiting('ContainerCreating')))).toEqual([])
    expect(sentencesOf('POD-001', aSnapshot(running))).toEqual([])
  })
})

describe('POD-002', () => {
  test('POD-002 an image that cannot be pulled is named', () => {
    const pod = waiting('ImagePullBackOff')
    const event = anEventOf(pod, {
      reason: 'Failed',
      container: 'main',
      message: 'Failed to pull image "app:1": denied',
    })
    expect(findingsOfRule('POD-002', aSnapshot(pod, event))).toMatchObject([
      {
        sentence: 'Image app:1 of container main of Pod/default/a cannot be pulled: ImagePullBackOff',
        evidence: [{}, { path: 'spec.containers[main].image', value: 'app:1' }, { object: 'Event/default/a.failed' }],
      },
    ])
  })

  test('POD-002 other reasons to wait have other rules', () => {
    expect(sentencesOf('POD-002', aSnapshot(waiting('CrashLoopBackOff')))).toEqual([])
  })
})

describe('POD-003', () => {
  const pod = waiting('CreateContainerConfigError')

  test('POD-003 a container that cannot be started is told with what it misses, where an Event tells', () => {
    const event = anEventOf(pod, { reason: 'Failed', container: 'main', message: 'Error: configmap "web" not found' })
    expect(sentencesOf('POD-003', aSnapshot(pod))).toEqual([
      'Container main of Pod/default/a cannot be started: CreateContainerConfigError',
    ])
    expect(sentencesOf('POD-003', aSnapshot(pod, event))).toEqual([
      'Container main of Pod/default/a cannot be started: CreateContainerConfigError, a ConfigMap is missing',
    ])
  })

  test('POD-003 an Event about a Pod of the same name that is gone says nothing of this one', () => {
    const gone = aPod('a', { uid: 'gone' })
    const event = anEventOf(gone, { reason: 'Failed', message: 'Error: secret "web" not found' })
    expect(findingsOfRule('POD-003', aSnapshot(pod, event))).toMatchObject([{ message: { id: 'POD-003' } }])
    expect(sentencesOf('POD-003', aSnapshot(waiting('PodInitializing')))).toEqual([])
  })
})

describe('POD-004', () => {
  const finishedAt = '2026-01-01T01:00:00Z'
  const ended = (reason: string) =>
    inState({ running: {} }, { lastState: { terminated: { exitCode: 137, reason, finishedAt } } })

  test('POD-004 a container that ran out of memory is told for ten minutes', () => {
    const book = new FindingsBook(aSnapshot(ended('OOMKilled')), Date.parse(finishedAt))
    const told = (minute: number) =>
      book.findings(Date.parse(finishedAt) + minute * 60_000).filter(({ rule }) => rule === 'POD-004')
    expect(told(1)).toMatchObject([
      {
        since: Date.parse(finishedAt),
        sentence: 'Container main of Pod/default/a was ended for its memory (OOMKilled)',
      },
    ])
    expect([told(9.9).length, told(10)]).toEqual([1, []])
  })

  test('POD-004 the same exit code for another reason is not memory', () => {
    expect(sentencesOf('POD-004', aSnapshot(ended('Error')))).toEqual([])
  })
})
