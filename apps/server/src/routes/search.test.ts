import type { Problem, SearchAnswer } from '@portolan/contract'
import { afterEach, describe, expect, test } from 'vitest'
import { aNode, anIngress, aPod, aService } from '../testing/objects.ts'
import { TestApp } from '../testing/test-app.ts'
import { World } from '../testing/world.ts'

let app: TestApp | undefined
afterEach(() => app?.close())

async function appOverSome(): Promise<TestApp> {
  const world = new World()
  const door = aService('front-door')
  const opened = {
    ...door,
    spec: { ...door.spec, clusterIPs: ['10.96.7.7', 'fd00::7'], ports: [{ ...door.spec.ports[0], nodePort: 30_080 }] },
  }
  const pod = aPod('web-1')
  world.put(aService('web'), opened as typeof door, aNode('node-01'), aPod('api-web', { namespace: 'other' }))
  world.put({ ...pod, status: { ...pod.status, podIPs: [{ ip: '10.244.3.7' }] } })
  world.put(anIngress('edge', { service: 'web' }))
  app = await TestApp.over({ world })
  return app
}

async function found(query: string): Promise<string[]> {
  const { kinds }: SearchAnswer = await (await appOverSome()).read(`/api/v1/search?${query}`)
  return kinds.flatMap(({ hits }) => hits.map(({ kind, name, by, text }) => `${kind} ${name} by ${by} ${text}`))
}

describe('GET /search', () => {
  test.each([
    ['an IP finds its Pod', 'q=10.244.3.7', ['Pod web-1 by address 10.244.3.7']],
    ['the beginning of an IP is enough', 'q=10.244.3.', ['Pod web-1 by address 10.244.3.7']],
    ['a ClusterIP of either family finds its Service', 'q=FD00::7', ['Service front-door by address fd00::7']],
    ['a node port finds its Service', 'q=30080', ['Service front-door by node-port 30080']],
    ['a part of a node port finds nothing', 'q=3008', []],
    ['a suffix finds the host of a rule', 'q=.example.com', ['Ingress edge by host shop.example.com']],
    [
      'the exact name goes before a name that begins so, and that before one that contains it',
      'q=web',
      ['Service web by name web', 'Pod web-1 by name web-1', 'Pod api-web by name api-web'],
    ],
    ['every word has to be meant', 'q=pod%20other', ['Pod api-web by name api-web']],
    ['a path names an object', 'q=shop/front', ['Service front-door by name front-door']],
    ['the past is searched as it was', 'q=10.244.3.7&at=seq:4', []],
  ])('%s', async (_, query, expected) => {
    expect(await found(query)).toEqual(expected)
  })

  test('counts all that were found where it tells the best of them only', async () => {
    const { kinds, unread }: SearchAnswer = await (await appOverSome()).read('/api/v1/search?q=web&limit=1')
    expect(kinds.map(({ kind, found, hits }) => [kind, found, hits.length])).toEqual([
      ['Service', 1, 1],
      ['Pod', 2, 1],
    ])
    expect(unread).toEqual([])
  })

  test('nothing typed is no question', async () => {
    const { get } = await appOverSome().then((over) => ({ get: over.get.bind(over) }))
    expect((await get('/api/v1/search?q=%20')).json<Problem>().status).toBe(400)
  })
})
