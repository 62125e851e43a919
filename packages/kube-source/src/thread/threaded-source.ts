import type { Worker } from 'node:worker_threads'
import { ObjectSharing } from '@portolan/domain'
import type { Clock, ClusterSource, FollowOptions, SourceMessage, StreamStatistics } from '@portolan/pipeline/ports'
import type { LoadClusterOptions } from '../credentials/load-cluster.ts'
import { SourceThreadError } from '../errors.ts'
import { Backoff } from '../reflector/backoff.ts'
import { SILENT_LOG, type SourceLog } from '../source-log.ts'
import { DEFAULT_TUNING, type Tuning } from '../tuning.ts'
import type { ThreadOrder } from './messages.ts'
import { beginThread, SourceThread } from './source-thread.ts'
import { ToldSoFar } from './told-so-far.ts'

export interface ThreadedSourceOptions {
  /** Loaded again by the thread: credentials never travel. */
  readonly cluster: LoadClusterOptions
  /** Follow only these namespaces; absent or empty: the whole cluster, or what of it may be read. */
  readonly namespaces?: readonly string[]
  /** 64 hexadecimal digits; keys the fingerprints of what must not be stored. */
  readonly installationKey: string
  readonly clock: Clock
  readonly log?: SourceLog
  /** Limits and intervals other than the defaults; chance stays where it is used. */
  readonly tuning?: ThreadOrder['tuning']
  /** Begins the worker of an order; tests get hold of it here. */
  readonly begin?: (order: ThreadOrder) => Worker
}

/**
 * A cluster source in a thread of its own: sockets, JSON and projection cost whoever consumes it nothing.
 *
 * A thread that crashes is told about and begun again, and every stream goes on where it was told last.
 */
export function createThreadedSource(options: ThreadedSourceOptions): ClusterSource {
  let run: ThreadedRun | undefined
  return {
    follow(wanted: FollowOptions): AsyncIterable<SourceMessage> {
      run = new ThreadedRun(options, wanted)
      return run.messages()
    },
    statistics(): readonly StreamStatistics[] {
      return run?.statistics ?? []
    },
  }
}

/** One `follow`, however many threads it takes. */
class ThreadedRun {
  readonly #options: ThreadedSourceOptions
  readonly #wanted: FollowOptions
  readonly #told: ToldSoFar
  readonly #sharing = new ObjectSharing()
  readonly #backoff: Backoff
  statistics: readonly StreamStatistics[] = []

  constructor(options: ThreadedSourceOptions, wanted: FollowOptions) {
    this.#options = options
    this.#wanted = wanted
    this.#told = new ToldSoFar(wanted.cursors)
    this.#backoff = new Backoff({ ...DEFAULT_TUNING, ...options.tuning } satisfies Tuning)
  }

  /** Ends with the signal; throws only for a fault of ours. */
  async *messages(): AsyncGenerator<SourceMessage> {
    const { signal } = this.#wanted
    const { clock, log = SILENT_LOG } = this.#options
    while (!signal.aborted) {
      const beganAt = clock.monotonic()
      try {
        return yield* this.#fromOneThread()
      } catch (error) {
        if (!(error instanceof SourceThreadError)) throw error
        log.warn({ reason: error.message }, 'the thread that reads the cluster is begun again')
        yield* this.#afterCrash(`${error.message}; beginning another`)
        this.#backoff.wasHealthy(clock.monotonic() - beganAt)
        await clock.sleep(this.#backoff.next(), signal)
      }
    }
  }

  async *#fromOneThread(): AsyncGenerator<SourceMessage> {
    const { signal } = this.#wanted
    const thread = this.#begin()
    const interrupt = () => thread.interrupt()
    signal.addEventListener('abort', interrupt, { once: true })
    try {
      for (let messages = await thread.next(); messages !== undefined; messages = await thread.next()) {
        for (const message of messages) {
          yield message
          if (signal.aborted) return
          this.#told.take(message)
        }
        thread.taken()
      }
    } finally {
      signal.removeEventListener('abort', interrupt)
      await thread.close()
    }
  }

  #begin(): SourceThread {
    const {
      cluster,
      namespaces = [],
      installationKey,
      tuning = {},
      log = SILENT_LOG,
      begin = beginThread,
    } = this.#options
    const { clusterUid } = this.#wanted
    const cursors = this.#told.cursors()
    return new SourceThread({
      order: { cluster, namespaces, installationKey, tuning, cursors, ...(clusterUid !== undefined && { clusterUid }) },
      log,
      sharing: this.#sharing,
      counted: (statistics) => {
        this.statistics = statistics
      },
      begin,
    })
  }

  /** Lists that were under way are void, and nothing is followed for a while. */
  *#afterCrash(detail: string): Generator<SourceMessage> {
    for (const stream of this.#told.takeOpenLists()) yield { type: 'list-abandoned', stream }
    this.statistics = this.statistics.map((counted) =>
      counted.state === 'denied' || counted.state === 'absent' ? counted : { ...counted, state: 'waiting', detail },
    )
    for (const { stream, state } of this.statistics) {
      if (state === 'waiting') yield { type: 'state', stream, state, detail }
    }
  }
}
