import type { CommittedChange } from '@portolan/pipeline'
import type { OpenLog } from '../reading/logbook.ts'
import { type PreparedFilter, prepareFilter } from './change-filter.ts'
import { ChangeStream } from './change-stream.ts'
import { FollowGroup } from './follow-group.ts'
import type { Follow } from './follow-request.ts'
import type { LiveStream, Position } from './live-stream.ts'
import { ServiceStream } from './service-stream.ts'
import type { LiveServer, LiveSocket } from './transport.ts'

export interface FollowersOptions {
  readonly io: LiveServer
  readonly log: OpenLog
  /** A read from the log failed. */
  readonly failed: (error: unknown) => void
}

/** How many there are now; `resets` since the start. */
export interface FollowerCounts {
  readonly following: number
  readonly behind: number
  readonly resets: number
}

interface Followed {
  readonly detail: Follow['detail']
  readonly filter: PreparedFilter
  readonly group: FollowGroup
}

/** Who follows what: a group per stream and filter, a stream per socket. */
export class Followers {
  readonly #options: FollowersOptions
  readonly #groups = new Map<string, Followed>()
  /** The group of each follower, by its key. */
  readonly #keys = new Map<LiveSocket, string>()
  readonly #unsubscribe: readonly (() => void)[]
  #resets = 0

  constructor(options: FollowersOptions) {
    this.#options = options
    const { recording, news } = options.log
    this.#unsubscribe = [
      recording.feed.subscribe((committed) => this.#changed(committed)),
      news.subscribe((namespaces) => this.#servicesChanged(namespaces)),
    ]
  }

  get counts(): FollowerCounts {
    let behind = 0
    for (const { group } of this.#groups.values()) behind += group.behind
    return { following: this.#keys.size, behind, resets: this.#resets }
  }

  /**
   * From now on the socket follows this, and nothing it followed before.
   * @param answer told after which `seq` the stream goes on, before its first message
   */
  follow(socket: LiveSocket, { detail, filter, after }: Follow, answer: (seq: number) => void): void {
    this.unfollow(socket)
    const position = this.#positionAt(detail, after)
    const { seq: head } = this.#options.log.recording.feed
    answer(position?.seq ?? head)
    if (position === undefined) {
      this.#resets += 1
      socket.emit('reset', { seq: head })
      return
    }
    const key = this.#open(detail, prepareFilter(filter))
    this.#keys.set(socket, key)
    this.#groups.get(key)?.group.add(socket, position)
  }

  unfollow(socket: LiveSocket): void {
    const key = this.#keys.get(socket)
    if (key === undefined) return
    this.#keys.delete(socket)
    const { group } = this.#groups.get(key) ?? {}
    group?.remove(socket)
    if (group?.size === 0) this.#groups.delete(key)
  }

  close(): void {
    for (const unsubscribe of this.#unsubscribe) unsubscribe()
    for (const { group } of this.#groups.values()) group.close()
  }

  #changed(committed: readonly CommittedChange[]): void {
    for (const { detail, filter, group } of this.#groups.values()) {
      if (detail === 'changes') group.moved(committed.some(({ change }) => filter.matches(change)))
    }
  }

  #servicesChanged(namespaces: ReadonlySet<string>): void {
    for (const { detail, filter, group } of this.#groups.values()) {
      if (detail === 'services') group.moved(isAnyOf(filter.filter.namespaces, namespaces))
    }
  }

  /** `undefined` where the stream cannot go on from there: the log is shorter, or memory does not reach back so far. */
  #positionAt(detail: Follow['detail'], after: number | undefined): Position | undefined {
    const { recording, news } = this.#options.log
    const { seq } = recording.feed
    if (detail === 'services') return after === undefined ? news.head : after > seq ? undefined : news.positionAt(after)
    if (after === undefined) return { seq, mark: seq }
    return after > seq ? undefined : { seq: after, mark: after }
  }

  /** @returns the key of the group, which is there now */
  #open(detail: Follow['detail'], filter: PreparedFilter): string {
    const key = `${detail} ${filter.key}`
    if (this.#groups.has(key)) return key
    const { io, failed } = this.#options
    const wasReset = (socket: LiveSocket) => {
      this.#resets += 1
      this.unfollow(socket)
    }
    const stream = this.#streamOf(detail, filter)
    const group = new FollowGroup({ io, stream, failed, wasReset })
    this.#groups.set(key, { detail, filter, group })
    return key
  }

  #streamOf(detail: Follow['detail'], filter: PreparedFilter): LiveStream {
    const { log } = this.#options
    return detail === 'changes' ? new ChangeStream(log, filter) : new ServiceStream(log.news, filter.filter.namespaces)
  }
}

function isAnyOf(wanted: readonly string[] | undefined, namespaces: ReadonlySet<string>): boolean {
  return wanted?.some((namespace) => namespaces.has(namespace)) ?? namespaces.size > 0
}
