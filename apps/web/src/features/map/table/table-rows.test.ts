import { expect, test } from 'vitest'
import { anIngress, aService, aTopology } from '../../../testing/a-topology.ts'
import { buildScene } from '../scene/build-scene.ts'
import { NO_GHOSTS } from '../scene/ghosts.ts'
import { trafficOf } from '../scene/trace.ts'
import { type TableSort, tableLine, tableRows } from './table-rows.ts'

const scene = buildScene({
  topology: aTopology(
    aService('shop/web', { ready: 2 }),
    aService('shop/api', { ready: 5 }),
    aService('pay/web', { ready: 1 }),
    anIngress('shop/edge', [{ host: 'shop.example.com', path: '/', to: 'shop/web' }]),
  ),
  namespaces: [],
  ghosts: NO_GHOSTS,
})

const rows = (sort: TableSort, isDescending = false) =>
  tableRows(scene, {
    traffic: trafficOf(scene),
    states: new Map(),
    rowOf: () => undefined,
    hits: undefined,
    sort,
    isDescending,
  })
const names = (sort: TableSort, isDescending?: boolean) =>
  rows(sort, isDescending).map(({ card }) => `${card.namespace}/${card.name}`)

test('the table of the map goes by any of its columns; equal rows by namespace and name', () => {
  expect(names('namespace')).toEqual(['pay/web', 'shop/api', 'shop/web'])
  expect(names('service')).toEqual(['shop/api', 'pay/web', 'shop/web'])
  expect(names('endpoints', true)).toEqual(['shop/api', 'shop/web', 'pay/web'])
  expect(names('from', true)).toEqual(['shop/web', 'pay/web', 'shop/api'])
})

test('a row is a line of a file with all that leads to it', () => {
  const [web] = rows('from', true)
  expect(web && tableLine(web)).toMatchObject({ service: 'web', ready: 2, routes: 'shop.example.com/' })
})
