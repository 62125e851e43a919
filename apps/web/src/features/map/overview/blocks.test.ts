import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { aService, aTopology } from '../../../testing/a-topology.ts'
import { buildScene } from '../scene/build-scene.ts'
import { NO_GHOSTS } from '../scene/ghosts.ts'
import { cornerOf, layOutBlocks, serviceAt, tileOf } from './blocks.ts'
import { TILES, ZOOMS } from './tiles.ts'

function bandsOf(sizes: readonly number[]) {
  const parts = sizes.flatMap((size, at) =>
    Array.from({ length: size + 1 }, (_, one) => aService(`team-${at}/web-${one}`)),
  )
  return buildScene({ topology: aTopology(...parts), namespaces: [], ghosts: NO_GHOSTS }).bands
}

const sizes = fc.array(fc.nat(60), { minLength: 1, maxLength: 8 })
const widths = fc.integer({ min: 320, max: 1_600 })
const tiles = fc.constantFrom(...ZOOMS.map((zoom) => TILES[zoom]))

describe('layOutBlocks', () => {
  test('blocks do not overlap and stay inside', () => {
    fc.assert(
      fc.property(sizes, widths, tiles, (given, width, tile) => {
        const { blocks, height } = layOutBlocks(bandsOf(given), width, tile)
        blocks.forEach((a, at) => {
          expect(a.x + a.width).toBeLessThanOrEqual(width)
          expect(a.top + a.height).toBeLessThanOrEqual(height)
          for (const b of blocks.slice(at + 1)) {
            const isApart = a.x + a.width <= b.x || b.x + b.width <= a.x || a.top + a.height <= b.top
            expect(isApart).toBe(true)
          }
        })
      }),
    )
  })

  test('every Service is found under the middle of its tile, and its tile by its name', () => {
    fc.assert(
      fc.property(sizes, widths, tiles, (given, width, tile) => {
        const { blocks } = layOutBlocks(bandsOf(given), width, tile)
        for (const block of blocks) {
          block.services.forEach((id, at) => {
            const { x, y } = cornerOf(block, at)
            expect(serviceAt(block, { x: x + tile.width / 2, y: y + tile.height / 2 })).toBe(id)
            expect(tileOf(blocks, id)).toEqual({ id, block, x, y })
          })
        }
      }),
    )
  })
})
