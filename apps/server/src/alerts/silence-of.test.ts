import type { Silence, SilenceSpan } from '@portolan/domain'
import { expect, test } from 'vitest'
import { forgettableSilences, requireRoomForSilence } from './silence-of.ts'

const made = (id: string, span: SilenceSpan, changed: Partial<Silence> = {}): Silence => {
  return { id, span, matcher: {}, reason: 'r', createdBy: 'c', createdAt: 10, ...changed }
}

test('silences that were over long ago are forgotten, and so are the oldest of very many; others never', () => {
  const until = (to: number): SilenceSpan => ({ type: 'until', from: 0, to })
  const weekly = { type: 'recurring', weekdays: [1], start: '02:00', durationMs: 1, timeZone: 'UTC' } as const
  const silences = [
    made('over', until(49)),
    made('lately', until(51)),
    made('goes on', until(1_000)),
    made('ended', until(1_000), { endedAt: 20 }),
    made('until resolved', { type: 'until-resolved', from: 10, alerts: ['a'] }),
    made('still firing', { type: 'until-resolved', from: 10, alerts: ['b'] }),
    made('weekly', weekly),
  ]
  const moment = { before: 50, now: 100, firing: new Set(['b']) }
  const forgotten = forgettableSilences(silences, moment).map(({ id }) => id)
  expect(forgotten.sort()).toEqual(['ended', 'over', 'until resolved'])
  const many = Array.from({ length: 1_002 }, (_, index) => made(`${index}`, until(index)))
  const all = forgettableSilences(many, { before: 0, now: 5_000, firing: new Set() })
  expect(all.map(({ id }) => id)).toEqual(['1', '0'])
})

test('a thousand silences may be made, however many were ended; whoever ends one of them has room for another', () => {
  const current = Array.from({ length: 1_000 }, (_, index) => made(`${index}`, { type: 'until', from: 0, to: 1_000 }))
  const over = Array.from({ length: 1_000 }, (_, index) => made(`over ${index}`, { type: 'until', from: 0, to: 1 }))
  const moment = { now: 100, firing: new Set<string>() }
  expect(() => requireRoomForSilence([...current, ...over], moment)).toThrow('There are 1000 silences')
  expect(() => requireRoomForSilence([...current.slice(1), ...over], moment)).not.toThrow()
  const many = [...over, ...over, ...current.slice(1)]
  expect(() => requireRoomForSilence(many, moment)).toThrow('2000 silences are over and not forgotten yet')
})
