import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anIngress, aService, aTopology, exposed, type Part } from '../../../testing/a-topology.ts'
import { buildScene } from '../scene/build-scene.ts'
import { NO_GHOSTS } from '../scene/ghosts.ts'
import type { Chart, Placed } from './chart.ts'
import { within } from './chart.ts'
import { layOut } from './lay-out.ts'

const NAMESPACES = ['pay', 'shop', 'zoo']
const NAMES = ['api', 'cart', 'db', 'search', 'web']

const places = fc.tuple(fc.constantFrom(...NAMESPACES), fc.constantFrom(...NAMES))
const services = fc
  .uniqueArray(places, { selector: (place) => place.join('/') })
  .chain((all) => fc.tuple(...all.map((place) => fc.nat(3).map((ready) => aService(place.join('/'), { ready })))))
const ingresses = fc.uniqueArray(
  fc.record({
    place: places,
    rules: fc.array(
      fc.record({ host: fc.constantFrom('a.example.com', 'b.example.com'), to: fc.constantFrom(...NAMES) }),
      {
        minLength: 1,
        maxLength: 12,
      },
    ),
  }),
  { selector: ({ place }) => place.join('/') },
)
const clusters = fc.tuple(services, ingresses).map(([parts, routes]): Part[] => {
  const there = new Set(parts.flatMap(({ nodes }) => nodes.map(({ key }) => key)))
  const routed = routes.map(({ place: [namespace, name], rules }) =>
    anIngress(
      `${namespace}/${name}`,
      rules.map(({ host, to }, at) => ({
        host,
        path: `/${at % 4}`,
        to: `${namespace}/${to}`,
        ...(!there.has(`Service/${namespace}/${to}`) && { absent: 'object' as const }),
      })),
    ),
  )
  return [...parts, ...routed]
})

function chartOf(parts: readonly Part[]): Chart {
  const scene = buildScene({ topology: aTopology(...parts), namespaces: [], ghosts: NO_GHOSTS })
  return layOut(scene, { density: 'card', open: new Set(), hasRoutes: true })
}

const tops = ({ places }: Chart) => new Map([...places].map(([id, { top, height }]) => [id, `${top}+${height}`]))
const columns = ({ entries, routes, services }: Chart): (readonly Placed[])[] => [entries, routes, services]

describe('layOut', () => {
  test('a Service that is exposed itself stands beside its entry, on one height', () => {
    const scene = buildScene({
      topology: aTopology(
        ...['a', 'b', 'c'].map((name) => aService(`shop/${name}`)),
        ...['b', 'c'].map((name) => exposed(`shop/${name}`, { address: `203.0.113.${name}`, ports: [80] })),
      ),
      namespaces: [],
      ghosts: NO_GHOSTS,
    })
    const { entries, places } = layOut(scene, { density: 'card', open: new Set(), hasRoutes: true })
    const middle = ({ top, height }: Placed) => top + height / 2
    const beside = entries.map((entry) => places.get(entry.card.exposes?.id ?? ''))
    expect(entries.map(middle)).toEqual(beside.map((service) => service && middle(service)))
    expect(entries.map(({ card }) => card.name)).toEqual(['203.0.113.b', '203.0.113.c'])
  })

  test('a Service whose endpoints are opened is as high as their lines, and only what is below it moves', () => {
    const scene = buildScene({
      topology: aTopology(aService('shop/a'), aService('shop/b'), aService('shop/c')),
      namespaces: [],
      ghosts: NO_GHOSTS,
    })
    const options = { density: 'card', open: new Set<string>(), hasRoutes: true } as const
    const closed = layOut(scene, options)
    const opened = layOut(scene, { ...options, openLines: new Map([['Service/shop/b', 6]]) })
    const moved = (id: string) => (opened.places.get(id)?.top ?? 0) - (closed.places.get(id)?.top ?? 0)
    expect(opened.places.get('Service/shop/b')?.height).toBe(112)
    expect(['a', 'b', 'c'].map((name) => moved(`Service/shop/${name}`))).toEqual([0, 0, 64])
  })

  test('any order of what comes in gives the same chart', () => {
    const shuffled = clusters.chain((parts) =>
      fc.tuple(fc.constant(parts), fc.shuffledSubarray(parts, { minLength: parts.length })),
    )
    fc.assert(
      fc.property(shuffled, ([parts, others]) => {
        expect(tops(chartOf(others))).toEqual(tops(chartOf(parts)))
      }),
    )
  })

  test('nothing overlaps, and every list is sorted', () => {
    fc.assert(
      fc.property(clusters, (parts) => {
        for (const column of columns(chartOf(parts))) {
          column.forEach(({ top, height }, at) => {
            expect(top + height).toBeLessThan(column[at + 1]?.top ?? Number.POSITIVE_INFINITY)
          })
        }
      }),
    )
  })

  test('a band holds its cards', () => {
    fc.assert(
      fc.property(clusters, (parts) => {
        const chart = chartOf(parts)
        for (const { band, top, height } of columns(chart).flat()) {
          const home = chart.bands.find((one) => one.band.namespace === band)
          expect(top).toBeGreaterThan(home?.top ?? Number.POSITIVE_INFINITY)
          expect(top + height).toBeLessThanOrEqual((home?.top ?? 0) + (home?.height ?? 0))
        }
      }),
    )
  })

  test('a change of state moves nothing', () => {
    fc.assert(
      fc.property(fc.array(places, { minLength: 1 }), fc.nat(40), fc.nat(40), (all, before, after) => {
        const at = (ready: number) =>
          chartOf(all.map((place) => aService(place.join('/'), { ready, unready: 40 - ready })))
        expect(tops(at(after))).toEqual(tops(at(before)))
      }),
    )
  })

  test('A8 a new Service moves only what comes after it in its band, and the bands below', () => {
    fc.assert(
      fc.property(clusters, (parts) => {
        const before = chartOf(parts)
        const after = chartOf([...parts, aService('shop/new')])
        const added = after.places.get('Service/shop/new')
        for (const [id, { band, top }] of before.places) {
          const isBefore = band < 'shop' || (band === 'shop' && top < (added?.top ?? 0))
          if (isBefore) expect(after.places.get(id)?.top).toBe(top)
        }
      }),
    )
  })
})

test('within finds exactly what reaches into the window', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60)), fc.nat(2_000), fc.nat(500), (heights, from, size) => {
      let top = 0
      const things = heights.map((height) => {
        const thing = { top, height: height + 1 }
        top += height + 11
        return thing
      })
      const touching = things.filter((thing) => thing.top + thing.height > from && thing.top < from + size)
      expect(within(things, from, from + size)).toEqual(touching)
    }),
  )
})
