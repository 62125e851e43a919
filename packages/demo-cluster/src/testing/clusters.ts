import { type ApiResource, collectionPath, resources } from '../api-server/api-resource.ts'
import { ObjectStore } from '../api-server/object-store.ts'
import { type ApiServer, type ApiServerOptions, startApiServer } from '../api-server/start-api-server.ts'
import type { NewObject, StoredObject } from '../api-server/stored-object.ts'

export interface TestCluster extends AsyncDisposable {
  store: ObjectStore
  server: ApiServer
  url: string
}

/** A store that begins at version 100, served; closed when its `await using` ends. */
export async function aCluster(
  options: Partial<ApiServerOptions> & { historyLimit?: number } = {},
): Promise<TestCluster> {
  const { historyLimit = 1_000, ...serverOptions } = options
  let draw = 0
  const store = new ObjectStore({
    clock: () => Date.parse('2026-11-21T01:00:00Z'),
    random: () => (draw++ % 9973) / 9973,
    firstResourceVersion: 100,
    historyLimit,
  })
  const server = await startApiServer({ store, resources: Object.values(resources), ...serverOptions })
  return { store, server, url: server.url, [Symbol.asyncDispose]: () => server.close() }
}

export const aService = (name: string, namespace = 'shop'): NewObject => ({
  metadata: { name, namespace },
  spec: { ports: [{ port: 80 }] },
})

export const named = (name: string, namespace = 'shop') => ({ metadata: { name, namespace } })

/** An edit that leaves a mark nobody else leaves. */
export const marked = (mark: string) => (draft: StoredObject) => {
  draft.metadata.annotations = { mark }
}

/** Services `s-000`, `s-001`, …: so many, each about `bytes` long. */
export function createServices(store: ObjectStore, count: number, bytes = 0): void {
  const filler = 'x'.repeat(bytes)
  for (let i = 0; i < count; i++) {
    const name = `s-${String(i).padStart(3, '0')}`
    store.create(resources.services, { ...aService(name), spec: { filler } })
  }
}

/** Where a resource is served: all of it, or one namespace. */
export function pathOf(resource: ApiResource, namespace?: string): string {
  const everywhere = collectionPath(resource)
  if (namespace === undefined) return everywhere
  return everywhere.replace(`/${resource.plural}`, `/namespaces/${namespace}/${resource.plural}`)
}
