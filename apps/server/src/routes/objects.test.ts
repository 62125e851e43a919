import type { ChangesPage, ObjectsPage, Problem } from '@portolan/contract'
import { afterEach, describe, expect, test } from 'vitest'
import { aNode, anIngress, aPod, aService } from '../testing/objects.ts'
import { TestApp } from '../testing/test-app.ts'
import { World } from '../testing/world.ts'

let app: TestApp | undefined
afterEach(() => app?.close())

async function appOverSome(): Promise<TestApp> {
  const world = new World()
  world.put(aService('web'), aPod('web-1'), aPod('web-2'), aNode('node-01'), aPod('api-1', { namespace: 'other' }))
  world.put(anIngress('edge', { service: 'web' }))
  world.remove(aPod('web-1'))
  app = await TestApp.over({ world })
  return app
}

const names = ({ items }: ObjectsPage) => items.map(({ kind, metadata }) => `${kind} ${metadata.name}`)

describe('GET /objects', () => {
  test.each([
    ['', ['Ingress edge', 'Node node-01', 'Pod api-1', 'Pod web-2', 'Service web']],
    ['?kind=Pod', ['Pod api-1', 'Pod web-2']],
    ['?kind=Pod&kind=Node&namespace=other&namespace=-', ['Node node-01', 'Pod api-1']],
    ['?name=web', ['Service web']],
    ['?q=WEB-2%20pod', ['Pod web-2']],
    ['?q=shop.example.com', ['Ingress edge']],
    ['?q=app=web', ['Pod api-1', 'Pod web-2']],
    ['?at=seq:3&kind=Pod', ['Pod web-1', 'Pod web-2']],
    ['?at=seq:6&namespace=other', ['Pod api-1']],
  ])('%s', async (query, expected) => {
    expect(names(await (await appOverSome()).read(`/api/v1/objects${query}`))).toEqual(expected)
  })

  test('pages over kinds and namespaces without loss or repetition', async () => {
    const { read } = await appOverSome().then(bound)
    const found: string[] = []
    let cursor = ''
    do {
      const page: ObjectsPage = await read(`/api/v1/objects?limit=2${cursor}`)
      found.push(...names(page))
      cursor = page.next === undefined ? '' : `&cursor=${page.next}`
    } while (cursor !== '')
    expect(found).toEqual(['Ingress edge', 'Node node-01', 'Pod api-1', 'Pod web-2', 'Service web'])
  })

  test('an object is told as it is kept, with the place of the whole and how much of it was read', async () => {
    const page: ObjectsPage = await (await appOverSome()).read('/api/v1/objects?kind=Service')
    const { coverage, ...rest } = page
    expect(rest).toEqual({ seq: 7, at: '2026-11-21T01:00:00.007Z', items: [aService('web')] })
    expect(coverage).toMatchObject({ kinds: { Service: 'observed' }, gaps: [] })
  })
})

describe('GET /objects/{kind}/{namespace}/{name}/changes', () => {
  test('is the history of one object, also of one that is gone or has no namespace', async () => {
    const { read } = await appOverSome().then(bound)
    const history = async (object: string) =>
      (await read<ChangesPage>(`/api/v1/objects/${object}/changes`)).items.map(({ seq, change }) => [seq, change])
    expect(await history('Pod/shop/web-1')).toEqual([
      [2, 'added'],
      [7, 'deleted'],
    ])
    expect(await history('Node/-/node-01')).toEqual([[4, 'added']])
    expect((await read<ChangesPage>('/api/v1/objects/Pod/shop/web-1/changes?order=desc&limit=1')).items[0]?.seq).toBe(7)
    expect(await read('/api/v1/objects/Pod/shop/web-1/changes?from=seq:7')).toEqual({ items: [] })
  })

  test('an object that never was is not-observed; a kind that is not watched is unknown-kind', async () => {
    const { get } = await appOverSome().then(bound)
    expect((await get('/api/v1/objects/Pod/shop/none/changes')).json<Problem>()).toMatchObject({
      status: 404,
      code: 'not-observed',
      detail: 'Pod/shop/none was never observed: check its kind, namespace and name.',
    })
    expect((await get('/api/v1/objects/Secret/shop/x/changes')).json<Problem>().code).toBe('unknown-kind')
  })
})

function bound(over: TestApp) {
  return { get: over.get.bind(over), read: over.read.bind(over) }
}
