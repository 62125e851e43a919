import type { ResolutionHistory } from '@portolan/contract'
import { describe, expect, test } from 'vitest'
import { isWorking, lastWorked } from './last-worked.ts'

type Kind = ResolutionHistory['intervals'][number]['outcome']['kind']

const minute = (at: number) => `2026-11-21T14:0${at}:00.000Z`
const endedBy = { seq: 42, object: 'Service/shop/api', change: 'modified' } as const

/** One stretch a minute, newest first. */
function history(...kinds: Kind[]): ResolutionHistory {
  const count = kinds.length
  return {
    from: minute(0),
    to: minute(count),
    isComplete: true,
    intervals: kinds.map((kind, at) => ({
      from: minute(count - 1 - at),
      to: at === 0 ? null : minute(count - at),
      outcome: { kind, message: { id: 'outcome.unknown', args: {}, text: '' } },
      backends: [],
      ...(at > 0 && { endedBy: { ...endedBy, seq: 42 - at } }),
    })),
  }
}

describe('when a request last worked', () => {
  test('until the change that ended it, however many ways it failed since', () => {
    expect(lastWorked(history('not-found', 'unavailable', 'backend', 'unavailable'))).toEqual({
      state: 'worked',
      until: Date.parse(minute(2)),
      endedBy: { ...endedBy, seq: 40 },
    })
  })

  test('now, since the last failure ended; other backends do not break the stretch', () => {
    expect(lastWorked(history('backend', 'redirect', 'unavailable', 'backend'))).toEqual({
      state: 'works',
      since: Date.parse(minute(2)),
      isLonger: false,
    })
  })

  test('now, and as long as anybody looked', () => {
    expect(lastWorked(history('backend'))).toEqual({ state: 'works', since: Date.parse(minute(0)), isLonger: true })
  })

  test('never, as far as the history was looked through', () => {
    const incomplete = { ...history('unknown', 'not-found'), isComplete: false }
    expect(lastWorked(incomplete)).toEqual({ state: 'never', from: Date.parse(minute(0)), isCertain: false })
    expect(lastWorked(history())).toBeUndefined()
  })
})

test('an answer with an error of its own is no working request', () => {
  expect([isWorking({ kind: 'redirect', status: 308 }), isWorking({ kind: 'backend', status: 503 })]).toEqual([
    true,
    false,
  ])
})
