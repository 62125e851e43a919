import { describe, expect, test } from 'vitest'
import { anIngress, aService, aTopology } from '../../../testing/a-topology.ts'
import { buildScene } from '../scene/build-scene.ts'
import { NO_GHOSTS } from '../scene/ghosts.ts'
import { trafficOf } from '../scene/trace.ts'
import { layOut } from './lay-out.ts'
import { nextOf, stepFrom } from './navigate.ts'

const topology = aTopology(
  aService('shop/web'),
  aService('shop/api'),
  anIngress('shop/edge', [
    { host: 'a.example.com', path: '/', to: 'shop/web' },
    { host: 'a.example.com', path: '/api', to: 'shop/api' },
    { host: 'b.example.com', path: '/', to: 'shop/api' },
  ]),
)
const scene = buildScene({ topology, namespaces: [], ghosts: NO_GHOSTS })
const chart = layOut(scene, { density: 'card', open: new Set(), hasRoutes: true })
const traffic = trafficOf(scene)
const A = 'Ingress/shop/edge#a.example.com'
const B = 'Ingress/shop/edge#b.example.com'

describe('stepFrom', () => {
  const from = (id: string, direction: Parameters<typeof stepFrom>[1], visited: string[] = []) =>
    stepFrom(id, direction, { chart, traffic, visited })

  test('up and down stay in the column', () => {
    expect(from(A, 'down')).toBe(B)
    expect(from(B, 'up')).toBe(A)
    expect(from(B, 'down')).toBeUndefined()
  })

  test('downstream takes the nearest way, upstream the one that was taken before', () => {
    expect(from(A, 'downstream')).toBe('Service/shop/web')
    expect(from('Service/shop/api', 'upstream', [B, A])).toBe(B)
    expect(from('Service/shop/api', 'upstream', [A, B])).toBe(A)
  })

  test('an unknown card leads nowhere', () => {
    expect(from('Service/shop/gone', 'down')).toBeUndefined()
  })
})

describe('nextOf', () => {
  test('goes round the end, both ways', () => {
    expect(nextOf(['a', 'b'], 'b', 1)).toBe('a')
    expect(nextOf(['a', 'b'], 'a', -1)).toBe('b')
  })

  test('starts at the near end', () => {
    expect(nextOf(['a', 'b'], undefined, 1)).toBe('a')
    expect(nextOf(['a', 'b'], 'x', -1)).toBe('b')
    expect(nextOf([], undefined, 1)).toBeUndefined()
  })
})
