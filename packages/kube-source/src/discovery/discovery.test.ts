import { type WatchedResource, watchedResource } from '@portolan/domain'
import { describe, expect, test } from 'vitest'
import { clusterOf } from '../testing/following.ts'
import { answerJson } from '../testing/scripted-cluster.ts'
import { aScriptedServer } from '../testing/scripted-server.ts'
import { systemClock } from '../testing/system-clock.ts'
import { KubeTransport } from '../transport/kube-transport.ts'
import { DEFAULT_TUNING } from '../tuning.ts'
import { Discovery } from './discovery.ts'

const { signal } = new AbortController()
const GATEWAY = 'gateway.networking.k8s.io'
const verbs = ['get', 'list', 'watch']

/** What a server answers by path; a number is a refusal with that code. */
type Documents = Readonly<Record<string, object | number>>

async function aDiscovery(documents: Documents) {
  const server = await aScriptedServer((request, response) => {
    const document = documents[request.url ?? ''] ?? 404
    if (typeof document === 'number') answerJson(response, { kind: 'Status', code: document }, document)
    else answerJson(response, document)
  })
  const { access } = await clusterOf(server)
  const transport = new KubeTransport({ server: server.url, access, clock: systemClock, tuning: DEFAULT_TUNING })
  const discovery = new Discovery(transport, signal)
  return {
    server,
    refresh: () => discovery.refresh(),
    versionOf: (kind: string) => discovery.versionOf(watchedResource(kind) as WatchedResource),
    [Symbol.asyncDispose]: async () => {
      await access.disconnect()
      await server[Symbol.asyncDispose]()
    },
  }
}

const groups = (...named: [name: string, ...versions: string[]][]) => ({
  groups: named.map(([name, ...versions]) => ({ name, versions: versions.map((version) => ({ version })) })),
})

describe('Discovery', () => {
  test('[B.1] of the versions that are served, the best we know is used; what is not served has none', async () => {
    await using asked = await aDiscovery({
      '/api/v1': {
        resources: [
          { name: 'pods', verbs },
          { name: 'pods/log', verbs: ['get'] },
          { name: 'events', verbs: ['list'] },
        ],
      },
      '/apis': groups([GATEWAY, 'v1', 'v1beta1'], ['apps', 'v1']),
      [`/apis/${GATEWAY}/v1`]: { resources: [{ name: 'gateways', verbs }] },
      [`/apis/${GATEWAY}/v1beta1`]: {
        resources: [
          { name: 'gateways', verbs },
          { name: 'referencegrants', verbs },
        ],
      },
      '/apis/apps/v1': 404,
    })
    await asked.refresh()
    const versions = ['Pod', 'Event', 'Gateway', 'ReferenceGrant', 'Deployment', 'Ingress'].map((kind) =>
      asked.versionOf(kind),
    )
    expect(versions).toEqual(['v1', undefined, 'v1', 'v1beta1', undefined, undefined])
  })

  test('many who ask at the same time share one round of requests', async () => {
    await using asked = await aDiscovery({ '/api/v1': { resources: [] }, '/apis': groups() })
    await Promise.all([asked.refresh(), asked.refresh(), asked.refresh()])
    expect(asked.server.asked).toEqual(['GET /apis', 'GET /api/v1'])
  })

  test('[B.10] who may not discover is believed to find everything; a 404 will tell', async () => {
    await using asked = await aDiscovery({ '/apis': 403 })
    await asked.refresh()
    expect([asked.versionOf('Pod'), asked.versionOf('HorizontalPodAutoscaler')]).toEqual(['v1', 'v2'])
  })

  test('a server without the core group is no Kubernetes, and not a cluster without Pods', async () => {
    await using asked = await aDiscovery({})
    await expect(asked.refresh()).rejects.toThrow(
      `the server at ${asked.server.url} is no Kubernetes API: it has no /api/v1`,
    )
  })

  test('a server that fails changes nothing of what is known', async () => {
    const documents: Record<string, object | number> = {
      '/api/v1': { resources: [{ name: 'pods', verbs }] },
      '/apis': groups(),
    }
    await using asked = await aDiscovery(documents)
    await asked.refresh()
    documents['/apis'] = 503
    await expect(asked.refresh()).rejects.toThrow('answered 503')
    expect(asked.versionOf('Pod')).toBe('v1')
  })
})
