import type { Markers } from '@portolan/contract'
import { describe, expect, test } from 'vitest'
import { rolloutAt } from './marks-at.ts'
import { rolloutMarkHref } from './rollout-mark-href.ts'

const mark = (id: string, from: string, to: string | null) => ({
  ...{ id, workload: 'Deployment/shop/web', verdict: 'hitless' as const },
  ...{ from: `2026-11-21T14:${from}.000Z`, to: to && `2026-11-21T14:${to}.000Z` },
})

const ROLLOUTS = [mark('first', '00:00', '05:00'), mark('second', '04:00', '04:30'), mark('open', '20:00', null)]
const MARKERS = { rollouts: ROLLOUTS } as unknown as Markers

const at = (time: string) => Date.parse(`2026-11-21T14:${time}.000Z`)

describe('a rollout marked on the bar', () => {
  test('is found within it and a little beside it; of several the one that began last', () => {
    const found = (time: string) => rolloutAt(MARKERS, at(time), 2_000)?.id
    expect([found('03:00'), found('04:10'), found('05:01'), found('05:03'), found('59:00')]).toEqual([
      ...['first', 'second', 'first', undefined, 'open'],
    ])
  })

  test('leads to its page as of the instant shown; where that was before it, at its end; in the present to all of it', () => {
    const href = (of: (typeof ROLLOUTS)[number] | undefined, time?: string) =>
      of && rolloutMarkHref(of, { time: at(time ?? '59:00'), text: time && new Date(at(time)).toISOString() })
    const [first, , open] = ROLLOUTS
    expect([href(first), href(first, '03:00'), href(first, '30:00')]).toEqual([
      '/rollout/?id=first',
      '/rollout/?id=first&at=2026-11-21T14%3A03%3A00.000Z',
      '/rollout/?id=first&at=2026-11-21T14%3A30%3A00.000Z',
    ])
    expect([href(open, '10:00'), href(ROLLOUTS[1], '03:00')]).toEqual([
      '/rollout/?id=open',
      '/rollout/?id=second&at=2026-11-21T14%3A04%3A30.000Z',
    ])
  })
})
