import { expect, test } from 'vitest'
import { withLanes } from './lanes.ts'
import type { Line } from './lines.ts'

function aLine(to: string, [fromTop, toTop]: readonly [number, number], rule = 0): Line {
  return { link: { from: 'route', rule, to, state: 'resolved', share: 1 }, fromTop, toTop }
}

const drawn = (...lines: readonly Line[]) =>
  withLanes(lines).map(({ lane, isBroken = false }) => (isBroken ? 'ends' : (lane ?? 'curve')))

test('long lines have lanes beside each other, and one Service is reached by one lane', () => {
  expect(drawn(aLine('a', [900, 0]), aLine('b', [500, 100]), aLine('a', [700, 0]), aLine('c', [1_400, 1_000]))).toEqual(
    [0, 1, 0, 0],
  )
})

test('short lines are curves, those of entries are left alone, and of what is far only the ends are drawn', () => {
  expect(drawn(aLine('a', [0, 200]), aLine('b', [0, 900], -1), aLine('c', [0, 5_000]))).toEqual([
    'curve',
    'curve',
    'ends',
  ])
})
