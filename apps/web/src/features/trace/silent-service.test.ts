import type { ResolutionStep } from '@portolan/contract'
import { expect, test } from 'vitest'
import { silentService } from './silent-service.ts'

const message = { id: 'endpoints.none', args: {}, text: '' } as const

function step(id: ResolutionStep['id'], state: ResolutionStep['state'], ...objects: readonly string[]): ResolutionStep {
  return { id, state, message, evidence: objects.map((object) => ({ object })) }
}

test('a station that fails for want of endpoints is about the Service of the backend before it', () => {
  const steps = [
    step('backend', 'ok', 'Ingress/shop/web', 'Service/shop/web'),
    step('endpoints', 'ok', 'EndpointSlice/shop/web-1'),
    step('backend', 'ok', 'Ingress/shop/web', 'Service/shop/canary'),
    step('endpoints', 'fail'),
    step('backend', 'fail', 'Ingress/shop/web', 'Service/shop/gone'),
    step('outcome', 'fail'),
  ]
  expect(steps.map((_, at) => silentService(steps, at))).toEqual([
    undefined,
    undefined,
    undefined,
    'Service/shop/canary',
    undefined,
    undefined,
  ])
})
