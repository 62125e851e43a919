import type { Alert, Incident } from '@portolan/contract'
import { expect, test } from 'vitest'
import { anAlert } from '../../../testing/an-alert.ts'
import { incidentsThen } from './alerts-then.ts'

const RAISED = '2026-11-21T14:10:00.000Z'
const KNOWN = '2026-11-21T14:12:00.000Z'
const OVER = '2026-11-21T14:20:00.000Z'

function anIncident(id: string, alert: Alert): Incident {
  const { severity, state, resolvedAt } = alert
  return { id, severity, state, openedAt: RAISED, resolvedAt, isMaintenance: false, alerts: [alert], timeline: [] }
}

const over = anAlert({
  ...{ state: 'resolved', raisedAt: RAISED, resolvedAt: OVER, silencedBy: ['s'] },
  acknowledged: { at: KNOWN, by: 'on call' },
})

const statesAt = (text: string) =>
  incidentsThen([anIncident('i', over)], Date.parse(text)).flatMap(({ alerts }) => alerts.map(({ state }) => state))

test.each([
  ['before it was raised it did not fire', '2026-11-21T14:09:59.999Z', []],
  ['from the millisecond it was raised it fired', RAISED, ['firing']],
  ['somebody knew of it from when they said so', KNOWN, ['acknowledged']],
  ['when it is over it does not fire any more', OVER, []],
])('%s', (_what, at, states) => {
  expect(statesAt(at)).toEqual(states)
})

test('what hides an alert now is not said of then', () => {
  const [incident] = incidentsThen([anIncident('i', over)], Date.parse(RAISED))
  const { acknowledged: _, ...alert } = over
  expect(incident?.alerts).toEqual([{ ...alert, state: 'firing', resolvedAt: null, silencedBy: [] }])
})
