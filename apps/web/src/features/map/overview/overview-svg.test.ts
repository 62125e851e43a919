import { expect, test } from 'vitest'
import { aService, aTopology, type Part } from '../../../testing/a-topology.ts'
import type { Palette } from '../drawing/palette.ts'
import { buildScene } from '../scene/build-scene.ts'
import { cardState } from '../scene/card-state.ts'
import { NO_GHOSTS } from '../scene/ghosts.ts'
import { overviewSvg } from './overview-svg.ts'
import type { Zoom } from './tiles.ts'

const palette = new Proxy({}, { get: (_, name) => `#${String(name).length}00` }) as Palette
const NO_ENDPOINTS = { ready: 0, unready: 0, terminating: 0, total: 0 }

function pictureOf(parts: readonly Part[], zoom: Zoom) {
  const { bands, cards } = buildScene({ topology: aTopology(...parts), namespaces: [], ghosts: NO_GHOSTS })
  return overviewSvg({
    bands,
    zoom,
    palette,
    states: new Map([...cards.values()].map((card) => [card.id, cardState(card, () => undefined)])),
    wordsOf: (id) => ({
      name: cards.get(id)?.name ?? '',
      ratio: '0 / 2',
      second: 'No endpoint ready',
      endpoints: NO_ENDPOINTS,
    }),
    words: { title: 'all', subtitle: 'then', notShown: (count) => `${count} not shown` },
  })
}

const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text)

test('what is looked at closely is named, what is not is a sign', () => {
  const parts = [aService('shop/api', { ready: 0, unready: 2 }), aService('pay/ledger')]
  expect(textsOf(pictureOf(parts, 'card').svg)).toEqual([
    ...['all', 'then', 'pay', '1', 'ledger', '0 / 2', 'No endpoint ready'],
    ...['shop', '▲ 1 · 1', 'api', '0 / 2', 'No endpoint ready'],
  ])
  expect(textsOf(pictureOf(parts, 'cell').svg)).toEqual(['all', 'then', 'pay', '1', 'shop', '▲ 1 · 1'])
})

test('what no viewer would take is counted', () => {
  const parts = Array.from({ length: 400 }, (_, at) => aService(`team-${at}/web`))
  const { svg, height } = pictureOf(parts, 'card')
  expect(height).toBeLessThan(16_200)
  expect(svg).not.toMatch(/NaN|undefined/)
})
