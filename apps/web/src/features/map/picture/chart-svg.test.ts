import { expect, test } from 'vitest'
import { aFrontDoor, anIngress, aService, aTopology } from '../../../testing/a-topology.ts'
import type { Palette } from '../drawing/palette.ts'
import { buildScene } from '../scene/build-scene.ts'
import { cardState } from '../scene/card-state.ts'
import { NO_GHOSTS } from '../scene/ghosts.ts'
import { groupsByRevision } from '../scene/group-endpoints.ts'
import type { Scene } from '../scene/scene.ts'
import { chartSvg, type PictureWords } from './chart-svg.ts'

const words: PictureWords = {
  title: 'shop & pay',
  subtitle: '2026-11-21T14:03:00.000Z',
  columns: { entries: 'Entry', routes: 'Rules', services: 'Services', endpoints: 'Endpoints' },
  everyHost: 'every host',
  everything: 'everything',
  defaultBackend: 'default backend',
  noAddress: 'no address yet',
  moreRules: (count) => `+ ${count} rules`,
  moreGroups: (count) => `+ ${count} groups`,
  notShown: (count) => `${count} not shown`,
}
const palette = new Proxy({}, { get: (_, name) => `#${String(name).length}00` }) as Palette

function pictureOf(scene: Scene) {
  const rowOf = () => undefined
  const states = new Map([...scene.cards.values()].map((card) => [card.id, cardState(card, rowOf)]))
  return chartSvg({
    scene,
    data: { rowOf, states },
    palette,
    words,
    open: new Set(),
    groupsOf: (_, counts) => groupsByRevision(counts),
  })
}

function textsOf(svg: string): string[] {
  return [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text)
}

const sceneOfShop = (name = 'api') =>
  buildScene({
    topology: aTopology(
      aService('shop/web', { ready: 2 }),
      aService(`shop/${name}`, { ready: 0, unready: 3 }),
      anIngress('shop/edge', [
        { host: 'shop.example.com', path: '/', to: 'shop/web' },
        { host: 'shop.example.com', path: '/api', to: `shop/${name}` },
        { host: 'shop.example.com', path: '/cart', to: 'shop/cart', absent: 'object' },
      ]),
      aFrontDoor('IngressClass/-/nginx'),
    ),
    namespaces: ['shop'],
    ghosts: NO_GHOSTS,
  })

test('everything the chart names is text of the picture', () => {
  expect(textsOf(pictureOf(sceneOfShop()).svg)).toEqual([
    ...['shop &amp; pay', '2026-11-21T14:03:00.000Z', 'Entry', 'Rules', 'Services', 'Endpoints', 'shop'],
    ...['nginx', '2 / 2', '203.0.113.10', ':80 :443'],
    ...['shop.example.com', 'Ingress', '/', ':80', '/api', ':80', '/cart', ':80'],
    ...['web', '2 / 2', '7f9c4d', '2 / 2', 'api', '0 / 3', '7f9c4d', '0 / 3', 'cart'],
  ])
})

test('a picture is whole XML: every element is closed, every number is one, no name breaks it', () => {
  const { svg } = pictureOf(sceneOfShop('<a>&"\u0007'))
  const open: string[] = []
  for (const [, closing, name = '', own] of svg.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/gi)) {
    if (closing) expect(open.pop()).toBe(name)
    else if (!own) open.push(name)
  }
  expect(open).toEqual([])
  expect(svg).not.toMatch(/NaN|undefined|\p{Cc}/u)
  expect(textsOf(svg)).toContain('&lt;a&gt;&amp;&quot; ')
})

test('a chart higher than any viewer takes is cut, and its last line says how much is missing', () => {
  const many = Array.from({ length: 400 }, (_, at) => aService(`shop/service-${at}`))
  const { svg, height } = pictureOf(
    buildScene({ topology: aTopology(...many), namespaces: ['shop'], ghosts: NO_GHOSTS }),
  )
  expect(height).toBeLessThan(16_200)
  expect(textsOf(svg).at(-1)).toMatch(/^1\d\d not shown$/)
})
