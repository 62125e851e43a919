import { theDeployment, type WebOptions } from '@portolan/domain/testing'
import { StoreError, StoreFullError } from '@portolan/pipeline/ports'
import { beforeEach, describe, expect, test } from 'vitest'
import { StagedWeb } from '../../test/staged-web.ts'
import { until } from '../testing/live-client.ts'
import { World } from '../testing/world.ts'
import { ROLLOUT_FOLD_VERSION } from './fold-version.ts'
import { RolloutBook } from './rollout-book.ts'

const HALF_A_MINUTE_MS = 30_000

let world: World
let web: StagedWeb
let failures: unknown[]
beforeEach(() => {
  world = new World()
  web = new StagedWeb(world, ['a', 'b'])
  failures = []
})

/** A book that is opened over the world now; it may not know all of it yet. */
function opened(): RolloutBook {
  const { recording, reader, archive, clock } = world
  return new RolloutBook({ recording, reader, archive, clock, failed: (error) => void failures.push(error) })
}

async function caughtUp(book = opened()): Promise<RolloutBook> {
  await until(() => book.foldedTo === undefined, 'the log is folded')
  return book
}

/** Version `version - 1` runs in the first two Pods, and is replaced by the others. */
function rollOut(version: number, [a, b, c, d]: readonly [string, string, string, string]): void {
  web.request(version, { replicas: 2 }).ready(c, version)
  web
    .leaves(a, version - 1)
    .ready(d, version)
    .leaves(b, version - 1)
  web.complete(version, { replicas: 2 }).gone(a).gone(b)
}

const states = async (book: RolloutBook) =>
  (await book.rollouts({ limit: 10 })).map(({ rollout }) => `${rollout.revisions.to.hash} ${rollout.state}`)

describe('RolloutBook', () => {
  test('knows rollouts under way and over, and keeps those over as soon as it may', async () => {
    const book = await caughtUp()
    rollOut(2, ['a', 'b', 'c', 'd'])
    web.request(3, { replicas: 2 }).ready('e', 3)
    expect(await states(book)).toEqual(['v3 progressing', 'v2 drained'])
    expect(world.archive.kept.size).toBe(0)
    book.tick()
    await until(() => world.archive.kept.size === 1, 'it is kept')
    expect(await states(book)).toEqual(['v3 progressing', 'v2 drained'])
    expect(world.archive.foldState).toMatchObject({ version: ROLLOUT_FOLD_VERSION, foldedTo: world.feed.seq })
    expect(world.archive.foldState?.open.map(({ story }) => story.state)).toEqual(['progressing'])
  })

  test('folds what happened before it was opened, and follows what happens meanwhile', async () => {
    rollOut(2, ['a', 'b', 'c', 'd'])
    web.request(3, { replicas: 2 }).ready('e', 3)
    const book = opened()
    expect(book.foldedTo).toBeNull()
    web.leaves('c', 2).ready('f', 3).leaves('d', 2).complete(3, { replicas: 2 }).gone('c')
    await caughtUp(book)
    expect(await states(book)).toEqual(['v3 complete', 'v2 drained'])
    web.gone('d')
    expect(await states(book)).toEqual(['v3 drained', 'v2 drained'])
  })

  test('follows a rollout that is requested while the log is still being folded', async () => {
    world.readFailure = new StoreError('The log cannot be read.')
    const book = opened()
    rollOut(2, ['a', 'b', 'c', 'd'])
    expect(await states(book)).toEqual(['v2 drained'])
    expect(world.archive.kept.size).toBe(0)
    await book.close()
  })

  test('goes on from where it was noted, without reading the log again', async () => {
    const first = await caughtUp()
    rollOut(2, ['a', 'b', 'c', 'd'])
    web.request(3, { replicas: 2 }).ready('e', 3)
    await first.close()
    const pages = world.pagesRead
    const second = await caughtUp()
    expect(await states(second)).toEqual(['v3 progressing', 'v2 drained'])
    expect(world.pagesRead).toBe(pages)
  })

  test('throws away what other rules made, and folds the log again', async () => {
    const first = await caughtUp()
    rollOut(2, ['a', 'b', 'c', 'd'])
    await first.close()
    const [kept] = [...world.archive.kept.values()]
    if (kept === undefined || world.archive.foldState === undefined) throw new Error('nothing was kept')
    world.archive.kept.set('made-up-1', { ...kept, rollout: { ...kept.rollout, id: 'made-up-1' } })
    world.archive.foldState = { ...world.archive.foldState, version: ROLLOUT_FOLD_VERSION - 1 }
    const second = await caughtUp()
    expect(await second.rollouts({ limit: 10 })).toEqual([kept])
    expect(await second.rollout('made-up-1')).toBeUndefined()
  })

  test('notes every half minute how far it is, though nothing is over', async () => {
    const book = await caughtUp()
    await book.close()
    const { seq } = world.feed
    web.request(2, { replicas: 2 })
    book.tick()
    expect(world.archive.foldState?.foldedTo).toBe(seq)
    world.clock.time += HALF_A_MINUTE_MS
    book.tick()
    await until(() => world.archive.foldState?.foldedTo === world.feed.seq, 'it is noted')
  })

  test('tries again while the disk is full, and tells of any other failure', async () => {
    const book = await caughtUp()
    rollOut(2, ['a', 'b', 'c', 'd'])
    world.archive.failure = new StoreFullError('The disk is full.')
    book.tick()
    await until(() => world.archive.attempts === 1, 'it is tried')
    world.archive.failure = new StoreError('The file is gone.')
    book.tick()
    await until(() => failures.length > 0, 'a failure is told')
    world.archive.failure = undefined
    book.tick()
    await until(() => world.archive.kept.size === 1, 'it is kept')
    expect(failures).toEqual([new StoreError('The file is gone.')])
  })

  test('counts a gap that opens in the middle, and the one it was opened in', async () => {
    world.tellGap({ kind: 'EndpointSlice', from: world.clock.now(), reason: 'expired' })
    const book = await caughtUp()
    const [gap] = world.gaps
    web.request(2, { replicas: 2 })
    world.clock.time += 1_000
    if (gap) world.tellGap({ ...gap, to: world.clock.now() })
    const [told] = await book.rollouts({ limit: 1 })
    expect(told?.rollout.blind.map(({ kind, reason }) => [kind, reason])).toEqual([['EndpointSlice', 'expired']])
    expect(told?.rollout.coverage).toBeLessThan(1)
  })

  test('tells what was under way at the first sight, until it is complete; what is requested later has a rollout', async () => {
    const loyalty = (options: WebOptions) => {
      const { metadata, ...deployment } = theDeployment({ version: 2, ...options })
      return { ...deployment, metadata: { ...metadata, name: 'loyalty', uid: 'uid-of-loyalty' } }
    }
    world.putInitially(loyalty({ total: 5, updated: 2 }))
    const opening = opened()
    expect(opening.unseenRequests({})).toBeUndefined()
    const book = await caughtUp(opening)
    web.request(2, { replicas: 2 })
    const told = book.unseenRequests({ namespaces: ['default'] })
    expect(told?.map(({ workload, state, updated }) => [workload.name, state, updated])).toEqual([
      ['loyalty', 'progressing', 2],
    ])
    expect(book.unseenRequests({ workloads: ['Deployment/default/web'] })).toEqual([])
    world.put(loyalty({}))
    expect(book.unseenRequests({})).toEqual([])
  })

  test('a fold at fault ends the rollouts, never what tells it of changes', async () => {
    const book = await caughtUp()
    const fault = new Error('a rule is at fault')
    const step = {
      change: {
        kind: 'Deployment',
        get namespace() {
          throw fault
        },
      },
    } as never
    expect(() => world.feed.step(step)).not.toThrow()
    expect(failures).toEqual([fault])
    rollOut(2, ['a', 'b', 'c', 'd'])
    expect([await states(book), book.foldedTo]).toEqual([[], null])
  })
})
