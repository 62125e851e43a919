import { expect, test } from 'vitest'
import type { Gateway } from '../../kubernetes/gateway.ts'
import { aGateway, aModification, anHttpRoute, aSnapshot } from '../../testing/index.ts'
import { FindingsBook } from '../findings-book.ts'

const edge = (attachedRoutes: number, port = 80) =>
  aGateway('edge', {
    listeners: [{ name: 'http', port, protocol: 'HTTP' }],
    status: { listeners: [{ name: 'http', attachedRoutes }] },
  })

/** Keys that are evaluated when a Gateway with one route changes. */
function touched(before: Gateway, after: Gateway): string[] {
  const snapshot = aSnapshot(before, anHttpRoute('shop', { gateway: 'edge', service: 'web' }))
  const book = new FindingsBook(snapshot, 0)
  return [...book.apply(snapshot.apply(aModification(1, [before, after])), 1)].sort()
}

test('the status of a Gateway, which changes with each of its routes, concerns none of the others', () => {
  expect(touched(edge(1), edge(2))).toEqual(['Gateway/default/edge'])
  expect(touched(edge(1), edge(1, 8080))).toEqual(['Gateway/default/edge', 'HTTPRoute/default/shop'])
})
