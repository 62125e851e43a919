import { describe, expect, test } from 'vitest'
import { anIngress, aService, aTopology } from '../../../testing/a-topology.ts'
import { withGhosts } from './ghosts.ts'

const web = aService('shop/web')
const edge = anIngress('shop/edge', [{ to: 'shop/web' }])

describe('withGhosts', () => {
  test('what went stays in its place for a moment, with its lines', () => {
    const before = aTopology(web, edge)
    const now = aTopology(web)
    const haunted = withGhosts(before, now)
    expect(haunted?.ghosts).toEqual(new Set(['IngressClass/-/nginx', 'Ingress/shop/edge']))
    expect(haunted?.topology.edges).toEqual(before.edges)
  })

  test('nothing went: no ghosts', () => {
    expect(withGhosts(aTopology(web), aTopology(web, edge))).toBeUndefined()
  })

  test('too much went: no ghosts', () => {
    const many = Array.from({ length: 21 }, (_, at) => aService(`shop/web-${at}`))
    expect(withGhosts(aTopology(...many), aTopology())).toBeUndefined()
  })
})
