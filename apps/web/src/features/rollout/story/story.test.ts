import { describe, expect, test } from 'vitest'
import { atSecond } from '../../../testing/a-rollout.ts'
import { aPhase, aPodLane, aRolloutDetail } from '../../../testing/a-rollout-detail.ts'
import { storyOf } from './story.ts'

const ms = (second: number) => Date.parse(atSecond(second))
const route = {
  url: 'http://shop.example.com/',
  object: 'Ingress/shop/edge',
  field: 'spec.rules[0]',
  service: 'Service/shop/web',
  entry: {
    kind: 'ingress-controller' as const,
    profile: 'ingress' as const,
    name: 'nginx',
    classes: [],
    addresses: [],
  },
  role: 'rule' as const,
  conditions: [],
  reach: 'reached' as const,
}
const slow = aPodLane('web-slow', { phases: [aPhase('created', 1), aPhase('endpoint-ready', 7)] })
const fast = aPodLane('web-fast', {
  phases: [
    aPhase('created', 2, { clock: 'api-server', told: { at: atSecond(2.4), notBefore: atSecond(2.4), seq: 24 } }),
    aPhase('ready', 4),
    aPhase('endpoint-ready', 5),
  ],
  lagMs: 1_000,
})
const old = aPodLane('web-old', { role: 'old', phases: [aPhase('endpoint-terminating', 6)] })

describe('how the ingress found the new Pods', () => {
  test('is told of the Pod that was ready in a slice first, by our clock, with the change that proves each step', () => {
    const { pod, steps, lagMs, rules, left } = storyOf(
      aRolloutDetail({ pods: [old, slow, fast], routes: [route, { ...route, url: 'http://shop.example.com/api' }] }),
      'shop/web',
    )
    expect([pod?.name, lagMs, rules, left?.name]).toEqual(['web-fast', 1_000, 2, 'web-old'])
    expect(steps.map(({ name, at, seq, objects }) => [name, at, seq, objects])).toEqual([
      ['asked', ms(0), 0, ['Deployment/shop/web']],
      ['made', ms(2.4), 24, ['Pod/shop/web-fast']],
      ['passed', ms(4), 40, ['Pod/shop/web-fast']],
      ['listed', ms(5), 50, ['Service/shop/web']],
      ['found', ms(5), 50, ['Ingress/shop/edge']],
    ])
  })

  test('stops where it stopped: steps that have not happened have no time', () => {
    const stuck = aPodLane('web-stuck', { phases: [aPhase('created', 1)] })
    const { steps, left } = storyOf(aRolloutDetail({ pods: [stuck], routes: [route] }), 'shop/web')
    expect(steps.map(({ at }) => at)).toEqual([ms(0), ms(1), undefined, undefined, undefined])
    expect(left).toBeUndefined()
  })

  test('has no last step where nothing leads to the Service', () => {
    const { steps, rules } = storyOf(aRolloutDetail({ pods: [fast] }), 'shop/web')
    expect([steps.at(-1)?.at, rules]).toEqual([undefined, 0])
  })
})
