import type { Problem, Reachability } from '@portolan/contract'
import { aPod } from '@portolan/domain/testing'
import { afterEach, describe, expect, test } from 'vitest'
import { aPolicy, frontDoor, webPod } from '../../test/front-door.ts'
import { TestApp } from '../testing/test-app.ts'

let app: TestApp
afterEach(() => app.close())

async function overFrontDoor() {
  const world = frontDoor()
  app = await TestApp.over({ world })
  return { world, ask: (query: string) => app.read<Reachability>(`/api/v1/reachability?${query}`) }
}

const CONTROLLER_TO_WEB = 'from=Pod/ingress/controller-1&to=shop/web-1&port=http'

describe('GET /reachability', () => {
  test('both directions, and the policy that decides', async () => {
    const { world, ask } = await overFrontDoor()
    expect(await ask(CONTROLLER_TO_WEB)).toMatchObject({
      seq: 11,
      from: 'Pod/ingress/controller-1',
      to: 'Pod/shop/web-1',
      port: 8080,
      protocol: 'TCP',
      verdict: 'allow',
      egress: { verdict: 'allow', isIsolated: false, policies: [] },
      ingress: { verdict: 'allow', isIsolated: false, policies: [] },
    })
    world.put(aPolicy('front', { ingress: [{ from: [{ namespaceSelector: {} }], ports: [{ port: 9090 }] }] }))
    const denied = await ask(CONTROLLER_TO_WEB)
    expect(denied).toMatchObject({
      verdict: 'deny',
      egress: { verdict: 'allow' },
      ingress: { verdict: 'deny', isIsolated: true, policies: ['NetworkPolicy/shop/front'] },
    })
    expect(denied.ingress.message.text).toContain('9090')
    expect(await ask('from=Pod/ingress/controller-1&to=shop/web-1&port=9090')).toMatchObject({
      verdict: 'allow',
      ingress: { decidedBy: { policy: 'NetworkPolicy/shop/front' } },
    })
    world.clock.time += 60_000
    expect((await ask(`${CONTROLLER_TO_WEB}&at=seq:11`)).verdict).toBe('allow')
  })

  test('an address is the Pod or node that has it, else somebody outside', async () => {
    const { world, ask } = await overFrontDoor()
    const sides = async (from: string, to: string) => {
      const answer = await ask(`from=${from}&to=${to}&port=8080`)
      return [answer.from, answer.to]
    }
    expect(await sides('10.0.1.5', '10.0.2.7')).toEqual(['Pod/ingress/controller-1', 'Pod/shop/web-1'])
    expect(await sides('192.168.0.11', 'Node/-/node-02')).toEqual(['Node/-/node-01', 'Node/-/node-02'])
    expect(await sides('203.0.113.9', 'shop/web-1')).toEqual(['203.0.113.9', 'Pod/shop/web-1'])
    expect(await sides('2001:db8::9', 'shop/web-1')).toEqual(['2001:db8::9', 'Pod/shop/web-1'])
    // [D.4.8] Two Pods have one address while the one that had it before goes.
    const { ip = '' } = webPod.status.podIPs[0] ?? {}
    world.put(aPod('web-2', { namespace: 'shop', ip }))
    world.put({ ...webPod, metadata: { ...webPod.metadata, deletionTimestamp: '2026-01-01T00:00:30Z' } })
    expect(await sides(ip, '203.0.113.9')).toEqual(['Pod/shop/web-2', '203.0.113.9'])
  })

  test('what may not be read leaves the verdict open', async () => {
    const { world, ask } = await overFrontDoor()
    world.snapshot.setVisibility('NetworkPolicy', undefined, 'denied')
    expect((await ask(CONTROLLER_TO_WEB)).verdict).toBe('unknown')
  })

  const problems = [
    ['from=shop/nobody&to=shop/web-1&port=80', 'not-observed', 'there is none'],
    ['from=Node/-/gone&to=shop/web-1&port=80', 'not-observed', 'Node/-/gone'],
    ['from=Service/shop/web&to=shop/web-1&port=80', 'bad-request', 'Pod/namespace/name'],
    ['from=10.96.0.10&to=shop/web-1&port=80', 'bad-request', 'Service shop/web'],
    ['from=10.0.1.300&to=shop/web-1&port=80', 'bad-request', 'no side of a connection'],
    ['from=10.0.1.5&to=shop/web-1&port=grpc', 'bad-request', 'it names http'],
    ['from=10.0.1.5&to=203.0.113.9&port=http', 'bad-request', 'it names none'],
    ['from=10.0.1.5&to=shop/web-1&port=70000', 'bad-request', '65535'],
    ['from=10.0.1.5&to=shop/web-1&port=80&protocol=ICMP', 'bad-request', 'Protocol'],
  ] as const
  test.each(problems)('%s is %s', async (query, code, told) => {
    await overFrontDoor()
    const problem = (await app.get(`/api/v1/reachability?${query}`)).json<Problem>()
    expect([problem.code, problem.detail]).toEqual([code, expect.stringContaining(told)])
  })
})
