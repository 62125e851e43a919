import type { RolloutDetail } from '@portolan/contract'
import { aMoment, aRollout, atSecond } from './a-rollout.ts'

type PodLane = RolloutDetail['pods'][number]
type PhaseMark = PodLane['phases'][number]
type Series = RolloutDetail['series'][number]
type Impact = RolloutDetail['services'][number]

/** A phase by our clock, as it was told at that second; those of an endpoint are of Service `shop/web`. */
export function aPhase(phase: PhaseMark['phase'], second: number, given: Partial<PhaseMark> = {}): PhaseMark {
  const at = atSecond(second)
  const own = { clock: 'portolan', source: 'received', evidence: 'watched' } as const
  const service = phase.startsWith('endpoint') || phase === 'not-serving' ? { service: 'shop/web' } : {}
  return { phase, at, earliest: at, latest: at, ...own, told: aMoment(second), ...service, ...given }
}

/** `['unready', 1, 3]`: the endpoint of Service `shop/web` was unready from second 1 to second 3; without an end it lasts. */
export type Spell = readonly [state: PodLane['endpoints'][number]['state'], from: number, to?: number]

/** One Pod of the rollout; name only what the test is about. */
export function aPodLane(
  name: string,
  { spells = [], phases = [], ...given }: Omit<Partial<PodLane>, 'endpoints'> & { spells?: readonly Spell[] } = {},
): PodLane {
  return {
    uid: `uid-${name}`,
    name,
    namespace: 'shop',
    role: 'new',
    phases,
    incidents: [],
    incidentsLeftOut: 0,
    endpoints: spells.map(([state, from, to]) => ({
      service: 'shop/web',
      state,
      from: aMoment(from),
      isInherited: false,
      to: to === undefined ? null : aMoment(to),
    })),
    endpointsLeftOut: 0,
    ...given,
  }
}

/** Ready endpoints of Service `shop/web` from a second on: old, others, new; four are wanted, three promised. */
export function aSeries(
  ...steps: readonly (readonly [second: number, old: number, other: number, fresh: number])[]
): Series {
  return {
    service: 'shop/web',
    revisions: ['old1', null, 'new2'],
    steps: steps.map(([second, ...ready]) => ({
      from: aMoment(second),
      ready,
      servingTerminating: 0,
      desired: 4,
      minAvailable: 3,
      merged: 1,
    })),
  }
}

/** How Service `shop/web` fared: nothing was missing. */
export function anImpact(given: Partial<Impact> = {}): Impact {
  return {
    service: 'shop/web',
    minReady: 4,
    desired: 4,
    minAvailable: 3,
    zeroReadyMs: 0,
    zeroReady: [],
    zeroReadyCount: 0,
    reducedMs: 0,
    missingPodMs: 0,
    belowBudgetMs: 0,
    wasBelowBudget: false,
    mixedMs: 0,
    publishesNotReady: false,
    sparkline: { from: atSecond(0), bucketMs: 100, buckets: [] },
    ...given,
  }
}

/** The rollout of `aRollout` with everything about it; name only what the test is about. */
export function aRolloutDetail(given: Partial<Omit<RolloutDetail, 'verdict'>> = {}): RolloutDetail {
  return {
    ...aRollout(),
    services: [anImpact()],
    pods: [],
    podsLeftOut: 0,
    series: [aSeries([0, 4, 0, 0])],
    routes: [],
    ...given,
  }
}
