import type { Rollout, RolloutsPage } from '@portolan/contract'
import { expect, test } from 'vitest'
import { aRollout, atSecond } from '../../testing/a-rollout.ts'
import { newestRollouts, shownRollouts } from './newest-rollouts.ts'

const aPage = (more: Partial<RolloutsPage>): RolloutsPage => ({
  at: atSecond(20),
  seq: 200,
  isComplete: true,
  items: [],
  ...more,
})

test('a rollout that began before the newest ones runs until it ends, and one asked for before Portolan watched is under way', () => {
  const long = aRollout({ name: 'long', endedAt: null })
  const [web, api] = [aRollout(), aRollout({ name: 'api' })]
  const { workload } = aRollout({ name: 'unseen' })
  const unseen = {
    workload,
    state: 'progressing' as const,
    revisions: { to: web.revisions.to },
    updated: 1,
    desired: 3,
  }
  expect(
    newestRollouts(aPage({ items: [web, api], unseenRequests: [unseen] }), aPage({ items: [web, long], next: 'more' })),
  ).toEqual({ running: [long], hasMoreRunning: true, unseen: [unseen], finished: [web, api] })
})

test('a page that tells everything tells what runs too', () => {
  const all = aPage({ items: [aRollout({ name: 'long', endedAt: null }), aRollout()] })
  expect(newestRollouts(all, all)).toEqual({
    running: [all.items[0]],
    hasMoreRunning: false,
    unseen: [],
    finished: [all.items[1]],
  })
})

test('what runs is shown before what ran last and apart from it, two in any case', () => {
  const [a, b, c] = [aRollout({ name: 'a' }), aRollout({ name: 'b' }), aRollout({ name: 'c' })]
  const [d, e] = [aRollout({ name: 'd' }), aRollout({ name: 'e' })]
  const shown = (running: readonly Rollout[], finished: readonly Rollout[], room: number) =>
    shownRollouts({ running, finished }, { most: 4, room })
  expect(shown([], [a, b, c], 1)).toEqual({ running: [], finished: [a, b] })
  expect(shown([a], [b, c, d], 3)).toEqual({ running: [a], finished: [b, c] })
  expect(shown([a, b, c], [d, e], 1)).toEqual({ running: [a, b, c], finished: [] })
  expect(shown([a, b, c, d, e], [], 9)).toEqual({ running: [a, b, c, d], finished: [] })
})
