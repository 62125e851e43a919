import { expect, test } from 'vitest'
import type { AlertNews } from '../live/alert-news.ts'
import { anAlert } from '../testing/an-alert.ts'
import { BegunAlerts } from './begun-alerts.ts'

const OPENED = Date.parse('2026-11-21T14:00:00.000Z')
const later = (seconds: number) => new Date(OPENED + seconds * 1000).toISOString()

type Changed = AlertNews['changed'][number]

function told(id: string, given: Partial<Changed> = {}): Changed {
  const { severity, sentence, subject } = anAlert()
  return {
    id,
    incident: 'i',
    subject,
    severity,
    sentence,
    state: 'firing',
    raisedAt: later(5),
    isSilenced: false,
    ...given,
  }
}

function news(error: number, changed: readonly Changed[] = [], more = 0): AlertNews {
  const counts = { critical: 0, error, warning: 0, info: 0, silenced: 0 }
  return { seq: 1, counts, openIncidents: 1, changed: [...changed], more }
}

const ids = (begun: readonly { readonly id: string }[]) => begun.map(({ id }) => id)

function opened(firing: number): BegunAlerts {
  const begun = new BegunAlerts(() => OPENED)
  expect(begun.take(news(firing))).toEqual({ begun: [], isMore: false })
  return begun
}

test('an alert that begins to fire is told once, however often it changes, and again when it begins anew', () => {
  const begun = opened(0)
  expect(ids(begun.take(news(1, [told('a')])).begun)).toEqual(['a'])
  expect(begun.take(news(1, [told('a')]))).toEqual({ begun: [], isMore: false })
  expect(ids(begun.take(news(1, [told('a', { raisedAt: later(60) })])).begun)).toEqual(['a'])
})

test('what fired before the page was opened, is silenced, acknowledged or over is no news', () => {
  const changed = [
    told('before', { raisedAt: later(-60) }),
    told('silenced', { isSilenced: true }),
    told('known', { state: 'acknowledged' }),
    told('over', { state: 'resolved' }),
  ]
  expect(opened(4).take(news(4, changed)).begun).toEqual([])
})

test('what was missed while there was no connection, or is not named in a storm, is found in the list', () => {
  const begun = opened(1)
  expect(begun.take(news(3)).isMore).toBe(true)
  const list = [anAlert({ id: 'missed', raisedAt: later(9) }), anAlert({ id: 'old', raisedAt: later(-99) })]
  expect(ids(begun.among(list))).toEqual(['missed'])
  expect(begun.among(list)).toEqual([])
  expect(begun.take(news(103, [told('named')], 99))).toMatchObject({ begun: [{ id: 'named' }], isMore: true })
})

test('fewer that fire are no news', () => {
  expect(opened(3).take(news(1)).isMore).toBe(false)
})
