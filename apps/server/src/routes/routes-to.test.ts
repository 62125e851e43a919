import type { Problem, RoutesTo } from '@portolan/contract'
import { anIngress, aService } from '@portolan/domain/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { frontDoor, webSlice } from '../../test/front-door.ts'
import { TestApp } from '../testing/test-app.ts'

let app: TestApp
afterEach(() => app.close())

async function overFrontDoor() {
  const world = frontDoor()
  app = await TestApp.over({ world })
  return { world, read: (query: string) => app.read<RoutesTo>(`/api/v1/routes-to?namespace=shop&${query}`) }
}

describe('GET /routes-to', () => {
  test('every URL that leads to a Service, with the rule it is written in', async () => {
    const { read } = await overFrontDoor()
    const answer = await read('kind=Service&name=web')
    expect(answer).toMatchObject({ seq: 11, object: 'Service/shop/web', isComplete: true })
    expect(answer.urls).toMatchObject([
      {
        url: 'http://shop.example/cart/*',
        example: expect.stringContaining('http://shop.example/cart'),
        object: 'Ingress/shop/edge',
        field: 'spec.rules[0].http.paths[0]',
        service: 'Service/shop/web',
        entry: { name: 'k8s.io/ingress-nginx' },
        role: 'rule',
        conditions: [],
        reach: 'reached',
      },
    ])
  })

  test('a Pod is led to by the Services whose slices hold it', async () => {
    const { world, read } = await overFrontDoor()
    const { urls } = await read('kind=Service&name=web')
    expect((await read('kind=Pod&name=web-1')).urls).toEqual(urls)
    world.remove(webSlice())
    expect((await read('kind=Pod&name=web-1')).urls).toEqual([])
    world.clock.time += 60_000
    expect((await read('kind=Pod&name=web-1&at=seq:11')).urls).toEqual(urls)
  })

  test('a rule that another one goes before is told as shadowed, with the reason', async () => {
    const { world, read } = await overFrontDoor()
    world.put(aService('late', { namespace: 'shop' }))
    const options = { namespace: 'shop', host: 'shop.example', path: '/cart', className: 'nginx' }
    const creationTimestamp = '2026-11-21T00:59:00Z'
    world.put(anIngress('late', { ...options, service: 'late', creationTimestamp }))
    expect((await read('kind=Service&name=late')).urls).toMatchObject([
      { object: 'Ingress/shop/late', reach: 'shadowed', reason: { id: expect.any(String) } },
    ])
  })

  test('a Service that is only named is answered, one that nobody knows is not observed', async () => {
    const { world, read } = await overFrontDoor()
    world.put(anIngress('to-gone', { namespace: 'shop', service: 'gone', host: 'gone.example', className: 'nginx' }))
    expect((await read('kind=Service&name=gone')).urls).toHaveLength(1)
    const response = await app.get('/api/v1/routes-to?kind=Pod&namespace=shop&name=nobody')
    expect([response.statusCode, response.json<Problem>().code]).toEqual([404, 'not-observed'])
  })
})
