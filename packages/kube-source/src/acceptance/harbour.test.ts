import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { type PlayOptions, playRecording, statuses } from '@portolan/demo-cluster'
import { WATCHED_RESOURCES, type WatchedResource } from '@portolan/domain'
import { describe, expect, test } from 'vitest'
import { follow } from '../testing/following.ts'
import type { Mirror } from '../testing/mirror.ts'
import { until } from '../testing/until.ts'

const HARBOUR = new URL('../../../../fixtures/recordings/harbour.jsonl.gz', import.meta.url)
const SPEED = 60

interface RecordedLine {
  readonly path?: string
  readonly list?: object
  readonly event?: {
    readonly type: string
    readonly object: { readonly metadata: { uid: string; resourceVersion: string } }
  }
}

const lines: readonly RecordedLine[] = gunzipSync(readFileSync(HARBOUR))
  .toString()
  .trim()
  .split('\n')
  .map((text) => JSON.parse(text))

const pathOf = ({ group, versions, resource }: WatchedResource) =>
  `${group === '' ? '/api' : `/apis/${group}`}/${versions[0]}/${resource}`

const recordedResources = WATCHED_RESOURCES.filter((resource: WatchedResource) => {
  return lines.some(({ path, list }) => list !== undefined && path === pathOf(resource))
})

/** `added uid@version` of every change that was recorded of one resource, in the recorded order. */
const recordedChanges = (resource: WatchedResource) =>
  lines.flatMap(({ path, event }) => {
    if (event === undefined || path !== pathOf(resource) || event.type === 'BOOKMARK') return []
    const { uid, resourceVersion } = event.object.metadata
    return [`${event.type.toLowerCase()} ${uid}@${resourceVersion}`]
  })

const toldChanges = (mirror: Mirror, kind: string) =>
  mirror.told('watched', kind).flatMap(({ changes }) => {
    return changes.map(({ type, projected }) => `${type} ${projected.object.metadata.uid}@${projected.resourceVersion}`)
  })

async function harbour(options: Partial<PlayOptions> = {}) {
  const server = await playRecording({ file: HARBOUR, speed: SPEED, startsWhen: 'watched', ...options })
  return { server, [Symbol.asyncDispose]: () => server.close() }
}

describe('the harbour recording, sixty times as fast and faster', () => {
  test('[J2.2] every recorded change of every kind is told once, in its order', async () => {
    await using played = await harbour()
    const { server } = played
    await using following = await follow(server, { tuning: { idleAlarmMs: 60_000 } })
    await server.done
    await following.equalsServer()
    expect(recordedResources).toHaveLength(19)
    for (const resource of recordedResources) {
      expect(toldChanges(following.mirror, resource.kind), resource.kind).toEqual(recordedChanges(resource))
    }
    expect(following.mirror.told('blind')).toEqual([])
    expect(following.source.statistics().filter(({ reconnects }) => reconnects > 0)).toEqual([])
  })

  test('[J2.1] [J2.2] [J2.3] with every fault in the middle the end is the same, and nothing is told twice', async () => {
    await using played = await harbour({ slowWatchLimit: 50 })
    const { server } = played
    await using following = await follow(server, { tuning: { idleAlarmMs: 2_000, requestTimeoutMs: 2_000 } })
    const faults: readonly (() => unknown)[] = [
      () => server.tearNext({}, { times: 3 }),
      () => server.dropConnections(),
      () => server.endWatches({}),
      () => server.refuseConnections(300),
      () => server.failNext({}, { status: statuses.tooManyRequests(1) }, 10),
      () => server.failWatches({}, statuses.internalError()),
      () => server.failNext({ verb: 'watch' }, { errorLine: statuses.tooLargeResourceVersion(9_999_999, 1) }, 3),
      () => server.failWatches({ resource: 'endpointslices' }, statuses.expired()),
      () => [server.compact(), server.dropConnections()],
      () => [server.setWatchList('refused'), server.failWatches({ resource: 'pods' }, statuses.gone())],
      () => server.silenceWatches({ resource: 'services' }),
      () => [server.failNext({ verb: 'watch' }, 'hang'), server.endWatches({ resource: 'nodes' })],
      () => setTimeout(following.hold(), 100),
    ]
    for (const [index, strike] of faults.entries()) {
      await server.reached(20_000 + index * 20_000)
      await strike()
    }
    await server.done
    await following.equalsServer()
    expect(following.mirror.broken).toEqual([])
    expect(following.mirror.repeated).toEqual([])
    const reasons = new Set(following.mirror.told('blind').map(({ reason }) => reason))
    expect(reasons).toEqual(new Set(['expired']))
    expect(following.mirror.told('blind', 'EndpointSlice').length).toBeGreaterThanOrEqual(1)
    for (const { kind } of recordedResources) {
      const told = new Set(toldChanges(following.mirror, kind))
      const isKnown = new Set(recordedChanges(WATCHED_RESOURCES.find((row) => row.kind === kind) as WatchedResource))
      expect([...told].filter((change) => !isKnown.has(change))).toEqual([])
    }
  })

  test('[J2.5] followed in pieces by one process after another, it is told once and whole', async () => {
    await using played = await harbour({ startsWhen: 'called', speed: 4 * SPEED })
    const { server } = played
    const told: string[] = []
    let first = await follow(server)
    await first.settled()
    server.start()
    for (const ms of [60_000, 140_000, 141_000, 250_000]) {
      await server.reached(ms)
      await first.end()
      told.push(...toldChanges(first.mirror, 'EndpointSlice'))
      first = await follow(server, { after: first.mirror })
    }
    await server.done
    await first.equalsServer()
    await first.end()
    told.push(...toldChanges(first.mirror, 'EndpointSlice'))
    const slices = WATCHED_RESOURCES.find(({ kind }) => kind === 'EndpointSlice')
    expect(slices && told).toEqual(slices && recordedChanges(slices))
    await until(() => server.openWatches().length === 0)
  })
})
