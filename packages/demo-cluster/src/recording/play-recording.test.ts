import { readFileSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type ApiResource, collectionPath, resources } from '../api-server/api-resource.ts'
import { UnreadableRecordingError } from '../errors.ts'
import { eventually, fold, list, type ObservedWatch, versionsOf, watch } from '../testing/api-client.ts'
import { Follower } from '../testing/follower.ts'
import { type PlayOptions, playRecording, type RecordingServer } from './play-recording.ts'
import { readRecording } from './read-recording.ts'

const HARBOUR = new URL('../../../../fixtures/recordings/harbour.jsonl.gz', import.meta.url)
const recording = await readRecording(HARBOUR)
/** The recording as text, so that "to the byte" means the file and not what we read from it. */
const texts = gunzipSync(readFileSync(HARBOUR)).toString().split('\n')

type Playing = RecordingServer & AsyncDisposable

async function harbour(options: Partial<PlayOptions> = {}): Promise<Playing> {
  const server = await playRecording({ file: HARBOUR, speed: Number.POSITIVE_INFINITY, ...options })
  return Object.defineProperties({} as Playing, {
    ...Object.getOwnPropertyDescriptors(server),
    [Symbol.asyncDispose]: { value: () => server.close() },
  })
}

const recordedLines = (resource: ApiResource) => recording.lines.filter((line) => line.resource === resource)

const recordedTexts = (field: 'list' | 'event', resource: ApiResource) => {
  const opening = `"path":"${collectionPath(resource)}","${field}":`
  return texts
    .filter((text) => text.includes(opening))
    .map((text) => text.slice(text.indexOf(opening) + opening.length, -1))
}

/** What a client knows that has listed and followed to the end. */
const stateAtTheEnd = (resource: ApiResource): string[] => {
  const initial = recording.lists.find((listed) => listed.resource === resource)?.items ?? []
  return versionsOf(fold(initial, recordedLines(resource)).values()).sort()
}

const watchFrom = (server: RecordingServer, resource: ApiResource, version: string): Promise<ObservedWatch> =>
  watch(server.url + collectionPath(resource), `&resourceVersion=${version}&allowWatchBookmarks=true`)

describe('a played recording', () => {
  test('serves exactly the recorded resources, under the recorded version', async () => {
    await using server = await harbour()
    const paths = recording.lists.map(({ resource }) => collectionPath(resource))
    expect(paths).toHaveLength(19)
    for (const path of paths) expect((await fetch(server.url + path)).status).toBe(200)
    expect((await fetch(server.url + collectionPath(resources.poddisruptionbudgets))).status).toBe(404)
    expect(await (await fetch(`${server.url}/version`)).json()).toMatchObject({ gitVersion: 'v1.36.2', minor: '36' })
    expect(server.recording).toMatchObject({
      gitVersion: 'v1.36.2',
      startedAt: Date.parse('2026-11-21T01:00:08.974Z'),
      lengthMs: 318_762,
    })
  })

  test('before it starts, a LIST is the recorded LIST to the byte', async () => {
    await using server = await harbour()
    for (const { resource } of recording.lists) {
      const answer = await (await fetch(server.url + collectionPath(resource))).text()
      expect([answer.trimEnd()]).toEqual(recordedTexts('list', resource))
    }
  })

  test('a client that watches from its LIST receives every recorded line to the byte, bookmarks included', async () => {
    await using server = await harbour({ startsWhen: 'watched' })
    const watches = new Map<ApiResource, ObservedWatch>()
    for (const { resource, resourceVersion } of recording.lists) {
      expect(server.position.linesPlayed).toBe(0)
      watches.set(resource, await watchFrom(server, resource, resourceVersion))
    }
    await server.done
    for (const [resource, watched] of watches) {
      const expected = recordedTexts('event', resource)
      await eventually(() => expect(watched.texts.length).toBe(expected.length))
      expect(watched.texts).toEqual(expected)
    }
    expect(server.position).toEqual({
      ms: 318_762,
      linesPlayed: recording.lines.length,
      linesTotal: recording.lines.length,
    })
  })

  test('starts by itself once the awaited resources are watched', async () => {
    await using server = await harbour({ startsWhen: ['pods', 'endpointslices'] })
    await watchFrom(server, resources.pods, '288')
    expect(server.position.linesPlayed).toBe(0)
    await watchFrom(server, resources.endpointslices, '288')
    await server.done
  })

  test('keeps the recorded pace: at 1,000 times, 12 s take 12 ms and no more has been said', async () => {
    await using server = await harbour({ speed: 1_000 })
    const begun = performance.now()
    server.start()
    await server.reached(12_000)
    server.pause()
    const took = performance.now() - begun
    const { ms, linesPlayed } = server.position
    expect(took).toBeGreaterThanOrEqual(12)
    expect(ms).toBeGreaterThanOrEqual(12_000)
    expect(linesPlayed).toBe(recording.lines.filter((line) => line.ms <= ms).length)
    const standing = server.position
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(server.position).toEqual(standing)
  })
})

describe('in the middle of a recording', () => {
  /** Paused a third of the way through. */
  async function halted(options: Partial<PlayOptions> = {}): Promise<Playing> {
    const server = await harbour({ speed: 20_000, ...options })
    server.start()
    await server.reached(110_000)
    server.pause()
    return server
  }

  test('LIST then WATCH from it misses nothing and repeats nothing, for every resource', async () => {
    await using server = await halted()
    const clients = await Promise.all(
      recording.lists.map(async ({ resource }) => {
        const { items, metadata } = await list(server.url + collectionPath(resource))
        return { resource, items, watched: await watchFrom(server, resource, metadata.resourceVersion) }
      }),
    )
    server.start()
    await server.done
    for (const { resource, items, watched } of clients) {
      const folded = () => versionsOf(fold(items, watched.lines).values()).sort()
      await eventually(() => expect(folded()).toEqual(stateAtTheEnd(resource)))
      const later = await list(server.url + collectionPath(resource))
      expect(versionsOf(later.items).sort()).toEqual(stateAtTheEnd(resource))
    }
  })

  test('a watch resumes from any recorded version', async () => {
    await using server = await halted()
    const said = recordedLines(resources.endpointslices).filter((line) => line.ms <= server.position.ms)
    const saidTexts = recordedTexts('event', resources.endpointslices).slice(0, said.length)
    for (const at of [0, 1, said.length >> 1, said.length - 2]) {
      const resumed = await watchFrom(server, resources.endpointslices, said[at]?.object.metadata.resourceVersion ?? '')
      await eventually(() => expect(resumed.texts).toEqual(saidTexts.slice(at + 1)))
      resumed.close()
    }
  })

  test('a WatchList has everything and then the rest', async () => {
    await using server = await halted()
    const query = '&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true'
    const watched = await watch(server.url + collectionPath(resources.pods), query)
    server.start()
    await server.done
    const folded = () => versionsOf(fold([], watched.lines).values()).sort()
    await eventually(() => expect(folded()).toEqual(stateAtTheEnd(resources.pods)))
    const ends = watched.lines.filter(
      ({ object }) => object.metadata.annotations?.['k8s.io/initial-events-end'] === 'true',
    )
    expect(ends).toHaveLength(1)
  })

  test('compaction and a short history answer 410', async () => {
    await using server = await halted({ historyLimit: 64 })
    const state = async (version: string) => {
      const watched = await watchFrom(server, resources.pods, version)
      await eventually(() => expect(watched.lines.length).toBeGreaterThan(0))
      watched.close()
      return watched.lines[0]?.type
    }
    expect(await state('289')).toBe('ERROR')
    const { metadata } = await list(server.url + collectionPath(resources.pods))
    server.compact()
    server.start()
    await server.reached(200_000)
    expect(await state(String(Number(metadata.resourceVersion) - 1))).toBe('ERROR')
  })

  test('a torn line, dropped connections and a refusal lose nothing and repeat nothing', async () => {
    await using server = await harbour({ speed: 600 })
    await using follower = new Follower(server.url + collectionPath(resources.endpointslices))
    const isFollowed = () =>
      eventually(() => expect([server.openWatches().length, follower.isWatching]).toEqual([1, true]))
    const isFollowedAnew = async (after: number) => {
      await eventually(() => expect(follower.watches).toBeGreaterThan(after))
      await isFollowed()
    }
    await isFollowed()
    const tear = server.tearNext({ resource: 'endpointslices' }, { times: 3 })
    server.start()
    await eventually(() => expect(tear.strikes).toBe(3))
    await isFollowed()
    const beforeDrop = follower.watches
    server.dropConnections()
    await isFollowedAnew(beforeDrop)
    const beforeRefusal = follower.watches
    await server.refuseConnections(30)
    await isFollowedAnew(beforeRefusal)
    await server.done
    await eventually(() => expect(follower.state()).toEqual(stateAtTheEnd(resources.endpointslices)))
    const changes = recordedLines(resources.endpointslices).filter(({ type }) => type !== 'BOOKMARK')
    expect(follower.told).toEqual(changes.map(({ type, object }) => `${type} ${versionsOf([object])}`))
    expect([tear.strikes, follower.lists]).toEqual([3, 1])
  })

  test('a compaction during a refusal costs the lines between, and a new LIST makes up for it', async () => {
    await using server = await harbour({ speed: 600 })
    await using follower = new Follower(server.url + collectionPath(resources.pods))
    await eventually(() => expect(server.openWatches()).toHaveLength(1))
    await server.refuseConnections()
    server.start()
    await server.reached(60_000)
    server.compact()
    await server.stopRefusing()
    await server.done
    await eventually(() => expect(follower.state()).toEqual(stateAtTheEnd(resources.pods)))
    expect([follower.lists, new Set(follower.told).size]).toEqual([2, follower.told.length])
  })
})

describe('what is no recording', () => {
  const HEAD = '{"start":"2026-11-21T01:00:08.974Z","version":"v1.36.2"}'

  test.each([
    ['an empty file', '', 'is empty'],
    ['a head without a start', '{"version":"v1"}', 'line 1: a recording begins with { start, version }'],
    ['a line that is not JSON', `${HEAD}\n{"ms":1`, 'line 2 is not JSON'],
    ['a line that is no object', `${HEAD}\n7`, 'line 2 is not a JSON object'],
    [
      'an unknown path',
      `${HEAD}\n{"ms":1,"path":"/api/v1/cakes","list":{}}`,
      'line 2: /api/v1/cakes is not a resource',
    ],
    ['a list without a version', `${HEAD}\n{"ms":1,"path":"/api/v1/pods","list":{}}`, 'line 2: the list has no'],
    [
      'a watch that failed',
      `${HEAD}\n{"ms":1,"path":"/api/v1/pods","event":{"type":"ERROR","object":{}}}`,
      'line 2: neither',
    ],
  ])('%s is refused with its place', async (_, text, message) => {
    const file = join(await mkdtemp(join(tmpdir(), 'recording-')), 'bad.jsonl.gz')
    await writeFile(file, gzipSync(text))
    const reading = readRecording(file)
    await expect(reading).rejects.toThrow(UnreadableRecordingError)
    await expect(reading).rejects.toThrow(message)
  })
})
