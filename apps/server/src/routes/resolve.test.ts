import type { Problem, Resolution } from '@portolan/contract'
import { anIngress } from '@portolan/domain/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { aPolicy, frontDoor, shopIngress, web, webSlice } from '../../test/front-door.ts'
import { TestApp } from '../testing/test-app.ts'

let app: TestApp
afterEach(() => app.close())

const URL_OF_CART = 'url=https://shop.example/cart'

async function overFrontDoor() {
  const world = frontDoor()
  app = await TestApp.over({ world })
  return { world, resolve: (query: string) => app.read<Resolution>(`/api/v1/resolve?${query}`) }
}

describe('GET /resolve', () => {
  test('leads from a URL to the port of a container, step by step with evidence', async () => {
    const { resolve } = await overFrontDoor()
    const resolution = await resolve('url=http://shop.example/cart?size=4%26color=red&method=get')
    expect(resolution).toMatchObject({
      at: '2026-11-21T01:00:00.011Z',
      seq: 11,
      request: {
        scheme: 'http',
        host: 'shop.example',
        port: 80,
        path: '/cart',
        query: '?size=4&color=red',
        method: 'GET',
      },
      entry: { kind: 'ingress-controller', profile: 'ingress-nginx', name: 'k8s.io/ingress-nginx', classes: ['nginx'] },
      outcome: { kind: 'backend' },
      winner: { object: 'Ingress/shop/edge', field: 'spec.rules[0].http.paths[0]', verdict: 'won' },
    })
    expect(resolution.backends).toMatchObject([
      {
        namespace: 'shop',
        service: 'web',
        port: 80,
        servicePort: { name: 'http', port: 80, protocol: 'TCP', targetPort: 8080 },
        share: 1,
        endpoints: [{ address: '10.0.2.7', port: 8080, pod: 'Pod/shop/web-1', container: 'main', isUsed: true }],
      },
    ])
    expect(resolution.steps.map(({ id, state }) => `${id} ${state}`)).toContain('endpoints ok')
    expect(resolution.coverage.kinds.Ingress).toBe('observed')
  })

  test('the rules and endpoints of now are answered, whatever was answered before; the past stays as it was', async () => {
    const { world, resolve } = await overFrontDoor()
    const before = await resolve(URL_OF_CART)
    world.put(webSlice({ ready: false }))
    expect((await resolve(URL_OF_CART)).outcome).toMatchObject({ kind: 'unavailable', status: 503 })
    world.remove(shopIngress)
    expect((await resolve(URL_OF_CART)).outcome).toMatchObject({ kind: 'not-found' })
    world.put(anIngress('edge', { namespace: 'shop', service: 'gone', host: 'shop.example', className: 'nginx' }))
    expect((await resolve(URL_OF_CART)).backends).toMatchObject([{ service: 'gone', state: 'missing' }])
    world.clock.time += 60_000
    expect(await resolve(`${URL_OF_CART}&at=seq:11`)).toEqual(before)
    expect((await resolve(`${URL_OF_CART}&at=seq:12`)).outcome).toMatchObject({ status: 503 })
  })

  test('asks the policies on the way from the controller to the endpoint', async () => {
    const { world, resolve } = await overFrontDoor()
    const policyOf = async () => (await resolve(URL_OF_CART)).backends[0]?.endpoints[0]?.policy
    expect(await policyOf()).toEqual({ verdict: 'allowed', policies: [] })
    const denyAll = aPolicy('deny-all', { policyTypes: ['Ingress'] })
    world.put(denyAll)
    expect(await policyOf()).toEqual({ verdict: 'denied', policies: ['NetworkPolicy/shop/deny-all'] })
    const from = [{ namespaceSelector: { matchLabels: { team: 'front' } } }]
    const allowFront = aPolicy('allow-front', { ingress: [{ from }] })
    world.put(allowFront)
    const policies = ['NetworkPolicy/shop/allow-front', 'NetworkPolicy/shop/deny-all']
    expect(await policyOf()).toEqual({ verdict: 'allowed', policies })
  })

  test('where nobody knows what runs the entry, only what nothing isolates is surely reached', async () => {
    const { world, resolve } = await overFrontDoor()
    const policyOf = async () => (await resolve(URL_OF_CART)).backends[0]?.endpoints[0]?.policy
    const deployment = world.snapshot.find('Deployment', 'ingress', 'controller')
    if (deployment) world.remove(deployment)
    expect(await policyOf()).toEqual({ verdict: 'allowed', policies: [] })
    world.put(aPolicy('deny-all', { policyTypes: ['Ingress'] }))
    expect(await policyOf()).toEqual({ verdict: 'unknown', policies: ['NetworkPolicy/shop/deny-all'] })
  })

  test('a header is Name: value, a Host header names the host, and the entry can be named', async () => {
    const { resolve } = await overFrontDoor()
    const byAddress = await resolve('url=http://192.0.2.7/cart&header=Host:%20shop.example&header=X-Trace:%20a:b')
    expect(byAddress).toMatchObject({ request: { host: 'shop.example' }, outcome: { kind: 'backend' } })
    expect(await resolve(`${URL_OF_CART}&ingressClass=other`)).toMatchObject({ outcome: { kind: 'unknown' } })
    expect(await resolve(`${URL_OF_CART}&ingressClass=nginx`)).toMatchObject({ outcome: { kind: 'backend' } })
  })

  test('a pattern of an Ingress is matched in linear time, and open where only a backtracking engine knows it', async () => {
    const { world, resolve } = await overFrontDoor()
    const annotations = { 'nginx.ingress.kubernetes.io/use-regex': 'true' }
    const pathType = 'ImplementationSpecific' as const
    const options = {
      namespace: 'shop',
      service: 'web',
      host: 'shop.example',
      className: 'nginx',
      annotations,
      pathType,
    }
    world.put(anIngress('edge', { ...options, path: '/(a+)+$' }))
    const url = `url=http://shop.example/${'a'.repeat(5_000)}`
    expect(await resolve(url)).toMatchObject({ outcome: { kind: 'backend' } })
    expect(await resolve(`${url}b`)).toMatchObject({ outcome: { kind: 'not-found' } })
    world.put(anIngress('edge', { ...options, path: '/(?=cart)cart' }))
    expect(await resolve(URL_OF_CART)).toMatchObject({ outcome: { kind: 'unknown' } })
  })

  test('what the client has already is not sent again', async () => {
    const { world } = await overFrontDoor()
    const { headers } = await app.get(`/api/v1/resolve?${URL_OF_CART}`)
    expect(headers.etag).toBe('W/"11"')
    const again = { 'if-none-match': String(headers.etag) }
    expect((await app.get(`/api/v1/resolve?${URL_OF_CART}`, again)).statusCode).toBe(304)
    world.remove(web)
    expect((await app.get(`/api/v1/resolve?${URL_OF_CART}`, again)).statusCode).toBe(200)
  })
})

describe('hostile questions to /resolve', () => {
  const refused: readonly [string, string, string][] = [
    ['a URL of a megabyte', `url=http://shop.example/${'a'.repeat(1_000_000)}`, 'url-too-long'],
    ['a host of a megabyte', `url=http://${'a.'.repeat(500_000)}example`, 'url-too-long'],
    ['no URL', 'url=', 'url-empty'],
    ['a line break', 'url=http://shop.example/%0d%0aHost:evil', 'invalid-character'],
    ['a scheme of files', 'url=file:///etc/passwd', 'unsupported-scheme'],
    ['an open bracket', 'url=http://[::1', 'invalid-host'],
    ['a port beyond all', 'url=http://shop.example:70000/', 'invalid-port'],
    ['a method with a space', 'url=http://shop.example&method=GET%20/', 'invalid-method'],
    ['a header without a colon', 'url=http://shop.example&header=evil', 'invalid-header'],
    ['a header with a line break', 'url=http://shop.example&header=a:b%0d%0ac:d', 'invalid-header'],
    ['5,000 headers', `url=http://shop.example${'&header=a:b'.repeat(5_000)}`, 'too-many-headers'],
    ['a header of a megabyte', `url=http://shop.example&header=a:${'b'.repeat(1_000_000)}`, 'too-many-headers'],
  ]
  test.each(refused)('%s is a problem that names the part at fault', async (_, query, reason) => {
    await overFrontDoor()
    const response = await app.get(`/api/v1/resolve?${query}`)
    const { code, detail } = response.json<Problem>()
    expect([response.statusCode, code]).toEqual([400, 'invalid-request'])
    expect(detail).toContain(`(${reason})`)
    expect(detail.length).toBeLessThan(300)
  })

  const answered = [
    ['an escape that is none', 'url=http://shop.example/cart/%25zz%25'],
    ['punycode', 'url=http://xn--bcher-kva.example/'],
    ['a name beyond ASCII', `url=${encodeURIComponent('http://bücher.example/ä')}`],
    ['an IPv6 address', 'url=http://[2001:db8::1]:8080/'],
    ['a path of dots', `url=http://shop.example${'/..'.repeat(2_000)}`],
    ['many parameters', `url=${encodeURIComponent(`http://shop.example/?${'a=b&'.repeat(1_900)}`)}`],
  ] as const
  test.each(answered)('%s is answered within 50 ms of work', async (_, query) => {
    const { resolve } = await overFrontDoor()
    expect(['backend', 'not-found', 'unknown', 'error']).toContain((await resolve(query)).outcome.kind)
    expect(await leastWorkMs(query)).toBeLessThan(50)
  })

  test('a megabyte is refused, and a hundred patterns of nested repetitions are left open, within 50 ms of work', async () => {
    const { world, resolve } = await overFrontDoor()
    expect(await leastWorkMs(`url=http://shop.example/${'a'.repeat(1_000_000)}`)).toBeLessThan(50)
    for (let index = 0; index < 100; index += 1) {
      world.put(
        anIngress(`hostile-${index}`, {
          namespace: 'shop',
          service: 'web',
          host: 'shop.example',
          path: `/((a{0,30}){0,${index % 30}})b${index}`,
          pathType: 'ImplementationSpecific',
          className: 'nginx',
          annotations: { 'nginx.ingress.kubernetes.io/use-regex': 'true' },
        }),
      )
    }
    const query = `url=http://shop.example/${'a'.repeat(8_000)}`
    expect((await resolve(query)).outcome.kind).toBe('unknown')
    expect(await leastWorkMs(query)).toBeLessThan(50)
  })

  /** Work of this process, the least of several times: a busy machine makes it longer, never shorter. */
  async function leastWorkMs(query: string): Promise<number> {
    const times: number[] = []
    for (let attempt = 0; attempt < 7; attempt += 1) {
      const began = process.cpuUsage()
      await app.app.server.inject({ url: `/api/v1/resolve?${query}`, headers: { host: '127.0.0.1:7678' } })
      times.push(process.cpuUsage(began).user / 1_000)
    }
    return Math.min(...times)
  }
})
