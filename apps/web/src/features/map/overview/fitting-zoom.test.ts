import { describe, expect, test } from 'vitest'
import { aService, aTopology } from '../../../testing/a-topology.ts'
import { buildScene } from '../scene/build-scene.ts'
import { NO_GHOSTS } from '../scene/ghosts.ts'
import { fittingZoom } from './fitting-zoom.ts'
import { closer, farther } from './tiles.ts'

function bandsOf(namespaces: number, services: number) {
  const all = Array.from({ length: namespaces * services }, (_, at) => aService(`team-${at % namespaces}/web-${at}`))
  return buildScene({ topology: aTopology(...all), namespaces: [], ghosts: NO_GHOSTS }).bands
}

describe('fittingZoom', () => {
  const window = { width: 1_340, height: 700 }

  test.each([
    [6, 4, 'card'],
    [8, 8, 'name'],
    [40, 50, 'cell'],
  ])(
    '%i namespaces of %i Services are looked at as closely as the window has room: %s',
    (namespaces, services, zoom) => {
      expect(fittingZoom(bandsOf(namespaces, services), window)).toBe(zoom)
    },
  )

  test('on a phone, where one scrolls anyway, Services have names', () => {
    expect(fittingZoom(bandsOf(6, 4), { width: 374, height: 560 })).toBe('name')
  })
})

test('what is as close, or as far, as it gets stays so', () => {
  expect([closer('cell'), closer('card'), farther('cell'), farther('dot')]).toEqual(['name', 'card', 'dot', 'dot'])
})
