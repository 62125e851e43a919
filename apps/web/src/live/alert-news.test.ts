import type { AlertsMessage } from '@portolan/contract'
import { expect, test } from 'vitest'
import { AlertBoard } from './alert-board.ts'
import { alertNews } from './alert-news.ts'

function message(seq: number, changed: Record<string, 'firing' | 'resolved'>, more = 0): AlertsMessage {
  const counts = { critical: 0, error: seq, warning: 0, info: 0, silenced: 0 }
  const named = Object.entries(changed).map(([id, state]) => ({ id, state }))
  return { seq, counts, openIncidents: 1, changed: named as unknown as AlertsMessage['changed'], more }
}

test('messages that come together are one news: the last totals, each alert as it is now', () => {
  const board = new AlertBoard()
  let heard = 0
  board.subscribe(() => {
    heard += 1
  })
  board.apply({ isReplacement: true, rows: [], gone: [] })
  expect([heard, alertNews(board.told())]).toEqual([0, undefined])
  const rows = [message(1, { a: 'firing', b: 'firing' }, 3), message(2, { a: 'resolved' }, 4)]
  board.apply({ isReplacement: false, rows, gone: [] })
  expect(alertNews(board.told())).toEqual(message(2, { a: 'resolved', b: 'firing' }, 7))
  expect(heard).toBe(1)
})
