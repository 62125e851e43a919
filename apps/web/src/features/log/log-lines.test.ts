import { expect, test } from 'vitest'
import { aChange } from '../../testing/recorded-change.ts'
import { logLines } from './log-lines.ts'

const at = (second: number) => `2026-11-21T14:00:0${second}.000Z`
const rows = [6, 4, 2].map((second) => ({ ...aChange(second), observedAt: at(second) }))
const blind = (from: number, to: number | null) => ({
  kinds: ['Service'],
  from: at(from),
  to: to === null ? null : at(to),
  reason: 'restarted' as const,
})
const drawn = (stretches: ReturnType<typeof blind>[]) =>
  logLines(rows, stretches).map((line) => line.change?.seq ?? `blind from ${line.blind?.from.slice(18, 19)}`)

test('a blind stretch stands where it ended, what still lasts on top', () => {
  expect(drawn([blind(3, 4), blind(5, 5), blind(6, null)])).toEqual([
    'blind from 6',
    6,
    'blind from 5',
    'blind from 3',
    4,
    2,
  ])
})

test('what lies before everything read waits until that is read too', () => {
  expect(drawn([blind(0, 1)])).toEqual([6, 4, 2])
})
