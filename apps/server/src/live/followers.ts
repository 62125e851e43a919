import type { RecordedChange } from '@portolan/domain'
import type { OpenLog } from '../reading/logbook.ts'
import { prepareFilter } from './change-filter.ts'
import { ChangeStream } from './change-stream.ts'
import { FollowGroup } from './follow-group.ts'
import type { Follow } from './follow-request.ts'
import type { LiveServer, LiveSocket } from './transport.ts'

export interface FollowersOptions {
  readonly io: LiveServer
  readonly log: OpenLog
  /** A read from the log failed. */
  readonly failed: (error: unknown) => void
}

interface Followed {
  readonly group: FollowGroup
  readonly matches: (change: RecordedChange) => boolean
}

/** How many there are now; `resets` since the start. */
export interface FollowerCounts {
  readonly following: number
  readonly behind: number
  readonly resets: number
}

/** Who follows what: a group per stream and filter, a stream per socket. */
export class Followers {
  readonly #options: FollowersOptions
  readonly #groups = new Map<string, Followed>()
  /** The group of each follower, by its key. */
  readonly #followed = new Map<LiveSocket, string>()
  readonly #unsubscribe: () => void
  #rooms = 0
  #resets = 0

  constructor(options: FollowersOptions) {
    this.#options = options
    this.#unsubscribe = options.log.recording.feed.subscribe((changes) => {
      for (const { group, matches } of this.#groups.values()) group.moved(changes.some(matches))
    })
  }

  get counts(): FollowerCounts {
    let behind = 0
    for (const { group } of this.#groups.values()) behind += group.behind
    return { following: this.#followed.size, behind, resets: this.#resets }
  }

  /**
   * From now on the socket follows this, and nothing it followed before.
   * @param answer told after which `seq` the stream goes on, before its first message
   */
  follow(socket: LiveSocket, { filter, after }: Follow, answer: (seq: number) => void): void {
    this.unfollow(socket)
    const { seq: head } = this.#options.log.recording.feed
    const seq = after ?? head
    answer(Math.min(seq, head))
    if (seq > head) {
      // The log it was read from is another one, or an older copy was put back.
      this.#resets += 1
      socket.emit('reset', { seq: head })
      return
    }
    const { key, group } = this.#groupOf(filter)
    this.#followed.set(socket, key)
    group.add(socket, { seq, mark: seq })
  }

  unfollow(socket: LiveSocket): void {
    const key = this.#followed.get(socket)
    if (key === undefined) return
    this.#followed.delete(socket)
    const followed = this.#groups.get(key)
    followed?.group.remove(socket)
    if (followed?.group.size === 0) this.#groups.delete(key)
  }

  close(): void {
    this.#unsubscribe()
    for (const { group } of this.#groups.values()) group.close()
  }

  #groupOf(filter: Follow['filter']): Followed & { readonly key: string } {
    const { io, log, failed } = this.#options
    const prepared = prepareFilter(filter)
    const key = `changes ${prepared.key}`
    let followed = this.#groups.get(key)
    if (followed === undefined) {
      const group = new FollowGroup({
        io,
        room: `changes:${++this.#rooms}`,
        stream: new ChangeStream(log, prepared),
        failed,
        wasReset: () => {
          this.#resets += 1
        },
      })
      followed = { group, matches: prepared.matches }
      this.#groups.set(key, followed)
    }
    return { key, ...followed }
  }
}
