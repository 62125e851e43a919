import { expect, test } from 'vitest'
import { anIngress, aService, aTopology } from '../../../testing/a-topology.ts'
import { buildScene } from '../scene/build-scene.ts'
import { NO_GHOSTS } from '../scene/ghosts.ts'
import type { Mark, MarkedTopology } from '../scene/marks.ts'
import { overviewMarks } from './block-marks.ts'

const MARKS: Readonly<Record<string, Mark>> = {
  'Service/shop/web': 'changed',
  'Service/shop/new': 'added',
  'Service/pay/old': 'removed',
  'Ingress/shop/edge': 'added',
}

test('each Service that differs has its mark; a namespace counts what has no cell as well; the others have neither', () => {
  const plain = aTopology(
    aService('shop/web'),
    aService('shop/new'),
    aService('shop/same'),
    aService('pay/old'),
    aService('quiet/db'),
    anIngress('shop/edge', [{ host: 'shop.example.com', to: 'shop/web' }]),
  )
  const nodes = plain.nodes.map((node) => {
    const mark = MARKS[node.key]
    return mark ? { ...node, mark } : node
  })
  const topology: MarkedTopology = { ...plain, nodes }
  const { cards, blocks } = overviewMarks(buildScene({ topology, namespaces: [], ghosts: NO_GHOSTS }))
  expect([cards.get('Service/shop/web'), cards.get('Service/shop/new'), cards.get('Service/pay/old')]).toEqual([
    'changed',
    'added',
    'removed',
  ])
  expect(cards.has('Service/shop/same')).toBe(false)
  expect([...blocks]).toEqual([
    ['pay', { added: 0, removed: 1, changed: 0 }],
    ['shop', { added: 2, removed: 0, changed: 1 }],
  ])
})
