import { describe, expect, test } from 'vitest'
import { anIngress, aService, aTopology } from '../../../testing/a-topology.ts'
import { buildScene } from '../scene/build-scene.ts'
import { NO_GHOSTS } from '../scene/ghosts.ts'
import { completionsOf } from './complete.ts'

const topology = aTopology(
  aService('shop/web'),
  aService('pay/ledger'),
  anIngress('shop/edge', [{ host: 'shop.example.com', path: '/', to: 'shop/web' }]),
)
const scene = buildScene({ topology, namespaces: [], ghosts: NO_GHOSTS })
const known = { scene, node: ['node-01', 'node-02'], label: ['app=web', 'tier=front'] }
const parts = (filter: string) => completionsOf(filter, known).map(({ part }) => part)

describe('completionsOf', () => {
  test.each([
    ['web p', ['path:', 'port:', 'pod:']],
    ['-st', ['-state:']],
    ['namespace:', ['namespace:pay', 'namespace:shop']],
    ['state:re', ['state:ready', 'state:unready']],
    ['state:bad,miss', ['state:bad,missing']],
    ['web node:2', ['node:node-02']],
    ['label:tier', ['label:tier=front']],
    ['host:', ['host:shop.example.com']],
    ['changed:5', ['changed:5m', 'changed:15m']],
    ['port:80', []],
    ['nothing', []],
  ])('%s goes on as %j', (filter, expected) => {
    expect(parts(filter)).toEqual(expected)
  })

  test('an empty filter offers every key, each with what it asks', () => {
    const completions = completionsOf('', known)
    expect(completions.length).toBe(15)
    expect(completions[0]).toEqual({ filter: 'state:', part: 'state:', key: 'state' })
  })

  test('what was taken stands in its place, and a value ends with a space', () => {
    expect(completionsOf('web -sta', known)[0]?.filter).toBe('web -state:')
    expect(completionsOf('web changed:1h,1', known)[0]?.filter).toBe('web changed:1h,1m ')
  })
})
