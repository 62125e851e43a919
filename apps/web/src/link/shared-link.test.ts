import { expect, test } from 'vitest'
import { sharedLink } from './shared-link.ts'

const pinned = {
  at: '2026-11-21T14:03:22.418Z',
  absolute: (relative: string) => (relative === '-15m' ? '2026-11-21T13:48:22.418Z' : '2026-11-21T14:03:22.418Z'),
}
const shared = (query: string, ...rest: [] | [typeof pinned]) => [
  ...new URL(sharedLink(`http://portolan.test/map/${query}#top`, ...rest)).searchParams,
]

test('a link is handed on in the order of all links', () => {
  expect(shared('?q=web&namespace=shop')).toEqual([
    ['namespace', 'shop'],
    ['q', 'web'],
  ])
})

test('pinned, it shows the instant for ever, and a window that followed the present stands still', () => {
  expect(shared('?from=-15m', pinned)).toEqual([
    ['at', pinned.at],
    ['from', '2026-11-21T13:48:22.418Z'],
    ['to', pinned.at],
  ])
})

test('an instant that the link names already stays', () => {
  expect(shared('?at=seq:7', pinned)).toEqual([['at', 'seq:7']])
})
