import { setImmediate } from 'node:timers/promises'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { eventually, list, versionsOf } from '../testing/api-client.ts'
import { aCluster, aService, named, pathOf, type TestCluster } from '../testing/clusters.ts'
import { Follower } from '../testing/follower.ts'
import { resources } from './api-resource.ts'
import { statuses } from './status.ts'

const NAMES = ['web', 'api', 'db', 'cart']

type Step = (cluster: TestCluster, mark: string) => unknown

/** Create it if it is not there; else edit or remove it. */
const writing = (name: string, isRemoval: boolean): Step => {
  return ({ store }, mark) => {
    if (store.get(resources.services, 'shop', name) === undefined) store.create(resources.services, aService(name))
    else if (isRemoval) store.remove(resources.services, named(name))
    else
      store.update(resources.services, named(name), (draft) => Object.assign(draft.metadata, { annotations: { mark } }))
  }
}

const faults: Record<string, Step> = {
  drop: ({ server }) => server.dropConnections(),
  tear: ({ server }) => server.tearNext(),
  'tear a list': ({ server }) => server.tearNext({ verb: 'list' }),
  compact: ({ server }) => server.compact(),
  end: ({ server }) => server.endWatches(),
  '410 as a status': ({ server }) => server.failNext({ verb: 'watch' }, { status: statuses.expired() }),
  '410 as a line': ({ server }) => server.failNext({ verb: 'watch' }, { errorLine: statuses.gone() }),
  '429 in the middle': ({ server }) => server.failWatches({}, statuses.tooManyRequests()),
  500: ({ server }) => server.failNext({}, { status: statuses.internalError() }, 2),
  reset: ({ server }) => server.failNext({}, 'reset'),
  'an unrelated write': ({ store }, mark) => store.create(resources.nodes, { metadata: { name: `node-${mark}` } }),
  'more writes than the history holds': (cluster, mark) => {
    for (let i = 0; i < 40; i++) writing(NAMES[Math.min(i, 3)] ?? '', i % 7 === 0)(cluster, `${mark}.${i}`)
  },
  refuse: async ({ server }) => {
    await server.refuseConnections()
    await server.stopRefusing()
  },
}

const aWrite = fc.tuple(fc.constantFrom(...NAMES), fc.boolean()).map(([name, isRemoval]) => ({
  name: `write ${name}`,
  act: writing(name, isRemoval),
}))
const aFault = fc.constantFrom(...Object.entries(faults)).map(([name, act]) => ({ name, act }))

/** Something happens, and the client has so many turns of the event loop until the next. */
const aStep = fc.record({
  what: fc.oneof({ weight: 3, arbitrary: aWrite }, { weight: 1, arbitrary: aFault }),
  turns: fc.nat({ max: 30 }),
})

test('LIST then WATCH folds to what a later LIST says, and tells nothing twice, whatever breaks between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 5, maxLength: 60 }), async (steps) => {
      await using cluster = await aCluster({ historyLimit: 16, slowWatchLimit: 8 })
      await using follower = new Follower(cluster.url + pathOf(resources.services))
      for (const [index, { what, turns }] of steps.entries()) {
        await what.act(cluster, String(index))
        for (let turn = 0; turn < turns; turn++) await setImmediate()
      }
      await eventually(async () => {
        expect(follower.state()).toEqual(
          versionsOf((await list(cluster.url + pathOf(resources.services))).items).sort(),
        )
      })
      expect(new Set(follower.told).size).toBe(follower.told.length)
    }),
    { numRuns: 100 },
  )
})
