import type { RolloutsPage } from '@portolan/contract'
import { expect, test } from 'vitest'
import { aRollout, atSecond } from '../../testing/a-rollout.ts'
import { newestRollouts } from './newest-rollouts.ts'

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
