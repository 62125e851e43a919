import { expect, test } from 'vitest'
import { signOf } from './lane-shapes.tsx'

test('an Event has the sign of something amiss where the API calls it a warning, whatever its reason', () => {
  const told = { at: '2026-01-01T10:00:00Z', notBefore: '2026-01-01T10:00:00Z', seq: 1 }
  const event = { kind: 'event', told, evidence: 'watched' } as const
  expect([
    signOf({ ...event, type: 'Warning', reason: 'Unhealthy' }),
    signOf({ ...event, type: 'Warning', reason: 'SomebodysOwn' }),
    signOf({ ...event, type: 'Normal', reason: 'FailedOver' }),
    signOf({ kind: 'exit', told, evidence: 'watched' }),
  ]).toEqual(['event', 'event', 'note', 'exit'])
})
