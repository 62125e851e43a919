import type { ApiResource } from '../api-server/api-resource.ts'
import { type ApiServer, type ApiServerOptions, startApiServer } from '../api-server/start-api-server.ts'
import { LinePlayer, type PlayPosition } from './line-player.ts'
import { type Recording, readRecording } from './read-recording.ts'
import { RecordedStore } from './recorded-store.ts'

export interface PlayOptions extends Omit<ApiServerOptions, 'store' | 'resources' | 'gitVersion'> {
  /** A gzipped recording. */
  file: string | URL
  /** 1 as it was received, 10, 60; `Infinity` as fast as it goes. Default 1. */
  speed?: number
  /**
   * `called` (default): time passes from `start()`. `watched`: from when every recorded resource, or every one of
   * these plurals, is being watched; so whoever lists and watches first sees everything as WATCH.
   */
  startsWhen?: 'called' | 'watched' | readonly string[]
  /** Lines remembered per resource; older resume versions answer 410. Default 10,000: a whole recording. */
  historyLimit?: number
}

/** An API server whose cluster is a recording. It serves the recorded resources and no others. */
export interface RecordingServer extends ApiServer {
  readonly recording: Pick<Recording, 'startedAt' | 'gitVersion'> & {
    resources: readonly ApiResource[]
    lengthMs: number
  }
  readonly position: PlayPosition
  /** Let recorded time pass; also after `pause`. */
  start(): void
  pause(): void
  /** Fulfilled when recorded time has come to `ms` and all its lines have been said. */
  reached(ms: number): Promise<void>
  /** Fulfilled when the last line has been said. The server goes on answering. */
  readonly done: Promise<void>
}

/**
 * Serve a recording as LIST and WATCH: the recorded objects, versions, timestamps and bookmarks, byte for byte, in the
 * recorded order within each resource. Bookmarks come from the recording unless `bookmarkIntervalMs` adds others.
 *
 * @throws {UnreadableRecordingError} the file is no recording
 */
export async function playRecording(options: PlayOptions): Promise<RecordingServer> {
  const { file, speed = 1, startsWhen = 'called', historyLimit = 10_000, ...serverOptions } = options
  const recording = await readRecording(file)
  const store = new RecordedStore({ historyLimit })
  for (const list of recording.lists) store.load(list)
  const player = new LinePlayer({ lines: recording.lines, speed, say: (line) => store.ingest(line) })
  const resources = recording.lists.map(({ resource }) => resource)
  const server = await startApiServer({
    bookmarkIntervalMs: Number.POSITIVE_INFINITY,
    ...serverOptions,
    store,
    resources,
    gitVersion: recording.gitVersion,
    onWatch: (watch) => {
      options.onWatch?.(watch)
      if (isFullyWatched(server, resources, startsWhen)) player.start()
    },
  })
  const { startedAt, gitVersion, lines } = recording
  return {
    ...server,
    recording: { startedAt, gitVersion, resources, lengthMs: lines.at(-1)?.ms ?? 0 },
    get position() {
      return player.position
    },
    start: () => player.start(),
    pause: () => player.pause(),
    reached: (ms) => player.reached(ms),
    done: player.done,
    close: () => {
      player.pause()
      return server.close()
    },
  }
}

function isFullyWatched(
  server: ApiServer,
  resources: readonly ApiResource[],
  startsWhen: PlayOptions['startsWhen'],
): boolean {
  if (startsWhen === undefined || startsWhen === 'called') return false
  const awaited = startsWhen === 'watched' ? resources.map(({ plural }) => plural) : startsWhen
  const watched = new Set(server.openWatches().map(({ resource }) => resource))
  return awaited.every((plural) => watched.has(plural))
}
