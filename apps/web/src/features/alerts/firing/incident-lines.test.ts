import type { Alert } from '@portolan/contract'
import { expect, test } from 'vitest'
import { anAlert } from '../../../testing/an-alert.ts'
import { incidentLines } from './incident-lines.ts'

function dueTo(kind: string): NonNullable<Alert['cause']> {
  return { kind, confidence: 'proven', sentence: { id: `cause.${kind}`, args: {}, text: kind } }
}

const shown = (alerts: readonly Alert[]) =>
  incidentLines(alerts).map((line) =>
    line.type === 'cause' ? `${line.cause?.kind ?? 'unknown'} (${line.count})` : line.alert.id,
  )

test('alerts stand below their causes, in their order; those without one come last', () => {
  const node = dueTo('node-not-ready')
  const alerts = [
    anAlert({ id: 'a' }),
    anAlert({ id: 'b', cause: node }),
    anAlert({ id: 'c', cause: dueTo('oom') }),
    anAlert({ id: 'd', cause: node }),
  ]
  expect(shown(alerts)).toEqual(['node-not-ready (2)', 'b', 'd', 'oom (1)', 'c', 'unknown (1)', 'a'])
})

test('what they all share is not repeated', () => {
  expect(shown([anAlert({ id: 'a' }), anAlert({ id: 'b' })])).toEqual(['a', 'b'])
})
