import type { Alert, Incident } from '@portolan/domain'
import { expect, test } from 'vitest'
import { alertLinks } from './alert-links.ts'

const alert = (id: string, sinceSeq: number) => ({ id, sinceSeq }) as Alert
const incident: Incident = {
  ...{ id: 'zero/a', alerts: ['zero/a', 'zero/b'], severity: 'error', isMaintenance: false },
  openedAt: Date.UTC(2026, 10, 21, 14),
}

test('messages lead to the incident, and to the map and the rollout as they were when it began', () => {
  const publicUrl = 'https://portolan.example/'
  const alerts = [alert('zero/a', 41), alert('zero/b', 40)]
  expect(alertLinks({ publicUrl, incident, alerts, rollout: 'shop/web@7' })).toEqual({
    incident: 'https://portolan.example/alerts/?id=zero%2Fa',
    map: 'https://portolan.example/map/?at=seq%3A40',
    rollout: 'https://portolan.example/rollout/?id=shop%2Fweb%407&at=seq%3A40',
  })
  expect(alertLinks({ publicUrl, incident, alerts: [alert('zero/b', 0)] })).toEqual({
    incident: 'https://portolan.example/alerts/?id=zero%2Fb',
    map: 'https://portolan.example/map/?at=2026-11-21T14%3A00%3A00.000Z',
  })
  expect(alertLinks({ publicUrl: undefined, incident, alerts })).toEqual({})
})
