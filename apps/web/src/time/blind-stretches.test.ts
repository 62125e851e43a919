import { expect, test } from 'vitest'
import { blindStretches } from './blind-stretches.ts'

test('what went blind together is one stretch, as long as the longest', () => {
  const gap = (kind: string, from: string, to: string | null) => ({ kind, from, to, reason: 'restarted' as const })
  expect(
    blindStretches([
      gap('Service', '12:57', '12:58'),
      gap('EndpointSlice', '12:57', '12:59'),
      gap('Service', '12:40', null),
    ]),
  ).toEqual([
    { kinds: ['Service'], from: '12:40', to: null, reason: 'restarted' },
    { kinds: ['EndpointSlice', 'Service'], from: '12:57', to: '12:59', reason: 'restarted' },
  ])
})

test('a kind that is still unwatched keeps the stretch open', () => {
  const gap = (kind: string, to: string | null) => ({ kind, from: '12:57', to, reason: 'denied' as const })
  expect(blindStretches([gap('Service', null), gap('Pod', '12:58')])[0]?.to).toBeNull()
  expect(blindStretches([gap('Pod', '12:58'), gap('Service', null)])[0]?.to).toBeNull()
})
