import type { Rollout } from '@portolan/contract'

type State = Rollout['state']
type Verdict = Rollout['verdict']['kind']

/** Seconds after 14:00 on the day of the tests. */
export function atSecond(second: number): string {
  return new Date(Date.UTC(2026, 10, 21, 14, 0, 0) + second * 1_000).toISOString()
}

/** A moment that was told live. */
export function aMoment(second: number, seq = Math.round(second * 10)): Rollout['requested'] {
  return { at: atSecond(second), notBefore: atSecond(second), seq }
}

/** A Deployment of namespace `shop` that went from one image to another in 10 s; name only what the test is about. */
export function aRollout({
  name = 'web',
  images: [from, to] = ['shop/web:v1', 'shop/web:v2'],
  verdict = 'hitless',
  state = 'drained',
  ...given
}: Omit<Partial<Rollout>, 'verdict'> & {
  name?: string
  images?: readonly [string, string]
  verdict?: Verdict
  state?: State
} = {}): Rollout {
  return {
    id: `${name}-1`,
    workload: { kind: 'Deployment', namespace: 'shop', name, uid: `uid-${name}` },
    trigger: 'update',
    revisions: { from: { hash: 'old1', images: { [name]: from } }, to: { hash: 'new2', images: { [name]: to } } },
    state,
    strategy: 'RollingUpdate',
    requestedAt: atSecond(0),
    progressingAt: atSecond(0.1),
    completedAt: atSecond(8),
    drainedAt: atSecond(10),
    endedAt: atSecond(10),
    stalledAt: null,
    requested: aMoment(0),
    isOver: true,
    verdict: {
      kind: verdict,
      service: `shop/${name}`,
      zeroReadyMs: 0,
      minReady: 3,
      desired: 4,
      reasons: [],
      sentence: { id: verdict, args: { minReady: 3, desired: 4 }, text: `${verdict}: 3 of 4` },
    },
    services: [],
    coverage: 1,
    blind: [],
    ...given,
  }
}
