import type { Alert, Incident } from '@portolan/contract'
import { describe, expect, test } from 'vitest'
import { anAlert } from '../../../testing/an-alert.ts'
import { arrangeIncidents, countAlerts } from './arrange-incidents.ts'

const EVERY = { severities: [], detectors: [] }

function anIncident(id: string, alerts: readonly Alert[], openedAt = '2026-11-21T14:00:00.000Z'): Incident {
  const [first] = alerts
  return {
    id,
    severity: first?.severity ?? 'info',
    state: 'firing',
    openedAt,
    resolvedAt: null,
    isMaintenance: false,
    alerts: [...alerts],
    timeline: [],
  }
}

const idsOf = (shown: ReturnType<typeof arrangeIncidents>['told']) => shown.map(({ incident }) => incident.id)

describe('incidents as they are shown', () => {
  test('the worst comes first, of equals the newest', () => {
    const warning = anIncident('warning', [anAlert({ severity: 'warning' })])
    const old = anIncident('old', [anAlert()], '2026-11-21T13:00:00.000Z')
    const recent = anIncident('recent', [anAlert()])
    expect(idsOf(arrangeIncidents([warning, old, recent], EVERY).told)).toEqual(['recent', 'old', 'warning'])
  })

  test('an incident stands apart once every alert of it is silenced', () => {
    const half = anIncident('half', [anAlert({ silencedBy: ['s'] }), anAlert({ id: 'b' })])
    const whole = anIncident('whole', [anAlert({ silencedBy: ['s'] })])
    const { told, silenced } = arrangeIncidents([half, whole], EVERY)
    expect([idsOf(told), idsOf(silenced)]).toEqual([['half'], ['whole']])
    expect(told[0]?.alerts.map(({ id }) => id)).toEqual(['b', 'zero-endpoints Service/shop/web 1'])
  })

  test('what is over or not chosen is left out, and an incident with it that has nothing else', () => {
    const mixed = anIncident('mixed', [
      anAlert({ id: 'over', state: 'resolved', resolvedAt: '2026-11-21T14:10:00.000Z' }),
      anAlert({ id: 'slow', detector: 'slow-drain', severity: 'warning' }),
    ])
    expect(arrangeIncidents([mixed], { ...EVERY, severities: ['critical'] }).told).toEqual([])
    const { told } = arrangeIncidents([mixed], { ...EVERY, detectors: ['slow-drain'] })
    expect(told[0]?.alerts.map(({ id }) => id)).toEqual(['slow'])
    expect(countAlerts([mixed])).toEqual({ critical: 0, error: 0, warning: 1, info: 0 })
  })
})
