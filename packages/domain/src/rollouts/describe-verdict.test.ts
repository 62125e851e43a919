import { describe, expect, test } from 'vitest'
import { describeVerdict } from './describe-verdict.ts'
import type { Moment, Rollout, RolloutZeroWindow, ServiceImpact, ZeroReason } from './rollout-types.ts'
import { verdictOf } from './verdict.ts'
import { VERDICT_MESSAGES } from './verdict-messages.ts'

const START = Date.parse('2026-11-20T14:03:00Z')
const at = (ms: number, notBefore = ms): Moment => ({ at: START + ms, notBefore: START + notBefore, seq: 1 })

/** Four Pods of which three are promised, and three were always there. */
function anImpact(members: Partial<ServiceImpact> = {}): ServiceImpact {
  return {
    ...{ service: 'shop/web', minReady: 3, desired: 4, minAvailable: 3 },
    ...{ zeroReadyMs: 0, zeroReady: [], zeroReadyCount: 0, reducedMs: 0, missingPodMs: 0 },
    ...{ belowBudgetMs: 0, wasBelowBudget: false, mixedMs: 0, publishesNotReady: false },
    sparkline: { from: START, bucketMs: 100, buckets: [] },
    ...members,
  }
}

/** A rollout that is over since 12.1 s, told by its facts. */
function aRollout(members: Partial<Rollout> & { readonly isStuck?: boolean } = {}): Rollout {
  const { isStuck = false, services = [anImpact()], blind = [], state = 'drained', ...others } = members
  return {
    id: 'web-1',
    workload: { kind: 'Deployment', namespace: 'shop', name: 'web', uid: 'web' },
    trigger: 'update',
    revisions: { from: { images: {} }, to: { images: {} } },
    ...{ state, strategy: 'RollingUpdate', isOver: true, coverage: 1 },
    ...{ requested: at(0), completed: at(10_000), drained: at(12_100), ended: at(12_100) },
    verdict: verdictOf({ state, isStuck, services, blind, longestLagMs: undefined }),
    ...{ services, blind },
    ...others,
  }
}

/** A Service that had no endpoint in these stretches (ms since the request). */
function anOutage(...windows: readonly (readonly [from: number, to?: number])[]): ServiceImpact {
  const zeroReady = windows.map(([from, to]) => ({ ...aWindow(from), ...(to !== undefined && { to: at(to) }) }))
  const zeroReadyMs = windows.reduce((sum, [from, to = 30_000]) => sum + to - from, 0)
  return anImpact({ minReady: 0, zeroReady, zeroReadyCount: windows.length, zeroReadyMs })
}

const aWindow = (from: number, reason: ZeroReason = 'endpoints-lost'): RolloutZeroWindow => ({
  ...{ from: at(from), servingTerminating: 0, reason },
})

const because = (reason: ZeroReason, service = anOutage([7120, 11_310])) =>
  anImpact({ ...service, zeroReady: service.zeroReady.map((window) => ({ ...window, reason })) })

const sentence = (members: Parameters<typeof aRollout>[0]) => describeVerdict(aRollout(members)).text

const blindSlices = (from: number, to?: number) => ({
  ...{ kind: 'EndpointSlice' as const, reason: 'expired' as const, from: START + from },
  ...(to !== undefined && { to: START + to }),
})

describe('[F.6] the verdict of a rollout in a sentence', () => {
  test('has an id and arguments, for other languages', () => {
    expect(describeVerdict(aRollout())).toEqual({
      id: 'hitless.drained',
      args: { minReady: 3, desired: 4, drain: '2.1 s' },
      text: 'Hitless: never fewer than 3 of 4 endpoints ready; old Pods drained 2.1 s after the new ones took over',
    })
  })

  test('hitless says how few there ever were, and nothing of a drain that was not seen as it happened, or was none', () => {
    const { drained: _, ...notDrained } = aRollout()
    expect([
      describeVerdict(notDrained).text,
      sentence({ drained: at(12_100, 9000) }),
      sentence({ drained: at(10_000) }),
      describeVerdict(withoutEnd(aRollout({ state: 'complete' }))).text,
      sentence({ services: [anImpact({ desired: 0, minReady: 0 })] }),
      sentence({ services: [anImpact({ publishesNotReady: true })] }),
    ]).toEqual([
      'Hitless: never fewer than 3 of 4 endpoints ready',
      'Hitless: never fewer than 3 of 4 endpoints ready',
      'Hitless: never fewer than 3 of 4 endpoints ready',
      'Hitless so far: never fewer than 3 of 4 endpoints ready',
      'Hitless: no Pods were wanted',
      'Never fewer than 3 of 4 endpoints listed, but shop/web publishes Pods that are not ready',
    ])
  })

  test('reduced says for how long fewer than promised were ready', () => {
    expect(sentence({ services: [anImpact({ minReady: 1, wasBelowBudget: true, belowBudgetMs: 1250 })] })).toBe(
      'Reduced: only 1 of 4 endpoints ready at times; fewer than the 3 that are promised for 1.3 s',
    )
  })

  test.each([
    ['inherited', 'none was ready when the rollout was requested'],
    ['recreate-strategy', 'strategy Recreate removes every old Pod before it makes a new one'],
    ['budget-allows-zero', 'maxUnavailable let every Pod go before a successor was ready'],
    ['endpoint-lag', 'new Pods were Ready before their endpoints were'],
    ['endpoints-lost', 'endpoints were lost that the strategy promises to keep'],
  ] as const)('an outage says for how long, when, and why: %s', (reason, why) => {
    expect(sentence({ services: [because(reason)] })).toBe(
      `4.2 s with no endpoint, 14:03:07.120–14:03:11.310 UTC, because ${why}`,
    )
    expect(sentence({ services: [because(reason, anOutage([1000, 1020], [7120, 11_310]))] })).toBe(
      `4.2 s with no endpoint in 2 stretches; the longest, 14:03:07.120–14:03:11.310 UTC, because ${why}`,
    )
  })

  test('an outage of the only Pod says so', () => {
    const only = { ...because('budget-allows-zero'), desired: 1, minAvailable: 0 }
    expect(sentence({ services: [only] })).toBe(
      '4.2 s with no endpoint, 14:03:07.120–14:03:11.310 UTC, because maxUnavailable let the only Pod go before its successor was ready',
    )
    const twice = { ...because('budget-allows-zero', anOutage([0, 10], [20, 40])), desired: 1 }
    expect(sentence({ services: [twice] })).toBe(
      '30 ms with no endpoint in 2 stretches; the longest, 14:03:00.020–14:03:00.040 UTC, because maxUnavailable let the only Pod go before its successor was ready',
    )
  })

  test('an outage of a workload that is updated by hand is not laid to maxUnavailable', () => {
    const services = [because('budget-allows-zero')]
    expect(sentence({ strategy: 'OnDelete', services })).toBe(
      '4.2 s with no endpoint, 14:03:07.120–14:03:11.310 UTC, because strategy OnDelete makes a new Pod only where an old one is deleted',
    )
    const twice = [because('budget-allows-zero', anOutage([0, 10], [20, 40]))]
    expect(sentence({ strategy: 'OnDelete', services: twice })).toBe(
      '30 ms with no endpoint in 2 stretches; the longest, 14:03:00.020–14:03:00.040 UTC, because strategy OnDelete makes a new Pod only where an old one is deleted',
    )
  })

  test('an outage that lasts is told as at least what was seen of it', () => {
    expect(sentence({ services: [anOutage([7120])] })).toMatch(/^≥ 22\.9 s with no endpoint, 14:03:07\.120–… UTC/)
  })

  test('an outage beside blind time is told by the least and the most it can have been', () => {
    const services = [anOutage([7000, 11_000])]
    expect(sentence({ services, blind: [blindSlices(6000, 8000)] })).toMatch(/^3\.0 s–5\.0 s with no endpoint/)
    expect(sentence({ services, blind: [blindSlices(20_000)] })).toMatch(/^≥ 4\.0 s with no endpoint/)
  })

  test('an outage of more windows than are listed is told as it was measured', () => {
    const services = [{ ...anOutage([0, 10]), zeroReadyCount: 140, zeroReadyMs: 5000 }]
    expect(sentence({ services, blind: [blindSlices(0, 10)] })).toMatch(/^5\.0 s with no endpoint in 140 stretches/)
  })

  test('stalled says why, and of endpoints only what was seen', () => {
    const stuck = { isStuck: true, state: 'stalled' } as const
    const refused = { isStuck: true, state: 'failed-create' } as const
    expect([
      sentence(stuck),
      sentence(refused),
      sentence({ ...stuck, blind: [blindSlices(1, 2)] }),
      sentence({ ...refused, services: [] }),
    ]).toEqual([
      'Stalled: no progress within the deadline; never fewer than 3 of 4 endpoints ready',
      'Stalled: new Pods could not be created; never fewer than 3 of 4 endpoints ready',
      'Stalled: no progress within the deadline; what became of the endpoints was not seen',
      'Stalled: new Pods could not be created; what became of the endpoints was not seen',
    ])
  })

  test('unknown says what was not seen', () => {
    expect([
      sentence({ services: [] }),
      sentence({ blind: [blindSlices(1000, 5000), blindSlices(2000, 6000)] }),
      sentence({ blind: [blindSlices(1000, 5000), blindSlices(6000)] }),
    ]).toEqual([
      'Unknown: no Service has endpoints of these Pods',
      'Unknown: endpoints were not followed for 5.0 s; when they were, never fewer than 3 of 4 ready',
      'Unknown: endpoints were not followed for ≥ 4.0 s; when they were, never fewer than 3 of 4 ready',
    ])
  })

  test('every sentence begins like one and ends without a stop, to be put together with others', () => {
    expect(Object.values(VERDICT_MESSAGES).filter((text) => !/^[A-Z{]/.test(text) || /\.$/.test(text))).toEqual([])
  })
})

function withoutEnd({ drained: _drained, ended: _ended, ...rollout }: Rollout): Rollout {
  return { ...rollout, isOver: false }
}
