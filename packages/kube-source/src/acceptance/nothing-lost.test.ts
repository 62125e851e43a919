import { type ApiServer, ObjectStore, resources, startApiServer, statuses } from '@portolan/demo-cluster'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { follow } from '../testing/following.ts'

async function aCluster() {
  const store = new ObjectStore({ clock: Date.now, random: Math.random, firstResourceVersion: 100 })
  store.create(resources.namespaces, { metadata: { name: 'kube-system' } })
  const server = await startApiServer({ store, resources: Object.values(resources), bookmarkIntervalMs: 5 })
  return { store, server, [Symbol.asyncDispose]: () => server.close() }
}

type Write = readonly ['create' | 'edit' | 'remove', kind: 'pods' | 'services', name: number]
type Fault =
  | 'tear'
  | 'end'
  | 'drop'
  | 'refuse'
  | 'expire'
  | 'too many'
  | 'error line'
  | 'no watch list'
  | 'compact'
  | 'none'

const writes = fc.array(
  fc.tuple(
    fc.constantFrom('create', 'edit', 'remove'),
    fc.constantFrom('pods', 'services'),
    fc.nat({ max: 6 }),
  ) as fc.Arbitrary<Write>,
  { minLength: 1, maxLength: 12 },
)
const faults = fc.constantFrom<Fault>(
  'tear',
  'end',
  'drop',
  'refuse',
  'expire',
  'too many',
  'error line',
  'no watch list',
  'compact',
  'none',
)

const aWriter =
  (store: ObjectStore) =>
  ([act, plural, name]: Write) => {
    const object = { metadata: { name: `o-${name}`, namespace: 'shop' } }
    const resource = resources[plural]
    const isThere = store.get(resource, 'shop', object.metadata.name) !== undefined
    if (act === 'create' && !isThere) store.create(resource, object)
    if (act === 'remove' && isThere) store.remove(resource, object)
    if (act === 'edit' && isThere) {
      store.update(resource, object, (draft) => {
        draft.metadata.annotations = { edited: String(store.currentResourceVersion) }
      })
    }
  }

async function strike(server: ApiServer, fault: Fault): Promise<void> {
  switch (fault) {
    case 'tear':
      server.tearNext({})
      return
    case 'end':
      server.endWatches({})
      return
    case 'drop':
      server.dropConnections()
      return
    case 'refuse':
      await server.refuseConnections(5)
      return
    case 'expire':
      server.failNext({ verb: 'watch', resource: 'pods' }, { status: statuses.expired() })
      server.endWatches({ resource: 'pods' })
      return
    case 'too many':
      server.failNext({ verb: 'list' }, { status: statuses.tooManyRequests(1) })
      server.endWatches({ resource: 'pods' })
      return
    case 'error line':
      server.failWatches({ resource: 'services' }, statuses.internalError())
      return
    case 'no watch list':
      server.setWatchList('refused')
      return
    case 'compact':
      server.compact()
      server.dropConnections()
      return
    case 'none':
      return
  }
}

describe('nothing is lost', () => {
  test('[J2.2] whatever is written and whatever breaks, in the end the source told exactly what there is', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(writes, faults), { minLength: 1, maxLength: 10 }), async (steps) => {
        await using cluster = await aCluster()
        const { store, server } = cluster
        const write = aWriter(store)
        await using following = await follow(server, { tuning: { backoffBaseMs: 1, backoffCapMs: 10, shortLifeMs: 0 } })
        for (const [edits, fault] of steps) {
          edits.forEach(write)
          await strike(server, fault)
          await new Promise((resolve) => setTimeout(resolve, 5))
        }
        await following.equalsServer()
        expect(following.mirror.broken).toEqual([])
        expect(following.mirror.repeated).toEqual([])
      }),
      { numRuns: 25, seed: 20_261_121 },
    )
  }, 120_000)
})
