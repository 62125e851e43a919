import { describe, expect, test } from 'vitest'
import { anEndpointSlice } from '../../testing/index.ts'
import type { Moment } from '../rollout-types.ts'
import { ProgrammingLag } from './programming-lag.ts'

const live = (at: number): Moment => ({ at, notBefore: at, seq: at })
const late = (notBefore: number, at: number): Moment => ({ at, notBefore, seq: at })

describe('[F.5] the programming lag of a controller', () => {
  const START = Date.parse('2026-01-01T10:00:00Z')
  const CREATED = '2025-06-01T00:00:00Z'
  const slice = (trigger?: string) =>
    anEndpointSlice('web-1', {
      service: 'web',
      ...(trigger && { annotations: { 'endpoints.kubernetes.io/last-change-trigger-time': trigger } }),
    })

  /** Versions of a slice by their trigger time, one a second, told half a second late. */
  function samples(triggers: readonly (string | undefined)[], telling = live) {
    const lag = new ProgrammingLag()
    lag.inherit(slice(triggers[0]))
    for (const [index, trigger] of triggers.entries()) {
      if (index === 0) continue
      const moment = telling(START + 1000 * index + 500)
      lag.see({ before: slice(triggers[index - 1]), after: slice(trigger) }, { moment, serviceCreated: CREATED })
    }
    return lag.samples
  }

  test('is from what triggered a change to the slice that tells it', () => {
    expect(samples([undefined, '2026-01-01T10:00:01Z', '2026-01-01T10:00:01.750Z'])).toEqual({
      values: [500, 750],
      discarded: 0,
    })
  })

  test('is none where the trigger is the same, or gone', () => {
    const same = '2026-01-01T10:00:01Z'
    expect(samples([undefined, same, same, undefined])).toEqual({ values: [500], discarded: 0 })
  })

  test('[SC14] is none where a controller that has just started writes when the Service was created', () => {
    expect(samples([undefined, CREATED, '2026-01-01T10:00:02Z'])).toEqual({ values: [500], discarded: 1 })
  })

  test('is none where the trigger is older than the one before, also if there was none between', () => {
    expect(samples(['2026-01-01T10:00:00Z', undefined, '2026-01-01T09:59:00Z'])).toEqual({ values: [], discarded: 1 })
  })

  test('is none where the slice was told late', () => {
    expect(samples([undefined, '2026-01-01T10:00:01Z'], (at) => late(0, at))).toEqual({ values: [], discarded: 1 })
  })
})
