import type {
  ClusterSource,
  FollowOptions,
  SourceMessage,
  StreamCursor,
  StreamScope,
  StreamState,
  StreamStatistics,
} from '../ports/cluster-source.ts'

/** A cluster that says exactly what a test tells it to say, in that order, however odd. */
export class ScriptedSource implements ClusterSource {
  readonly #script: SourceMessage[]
  readonly #states = new Map<string, { stream: StreamScope; state: StreamState }>()
  #next: (() => void) | undefined
  #hasEnded = false
  /** The cursors of the last `follow`. */
  cursors: readonly StreamCursor[] = []
  /** How many messages were pulled so far: less than told means back-pressure. */
  pulled = 0

  constructor(script: readonly SourceMessage[] = []) {
    this.#script = [...script]
  }

  tell(...messages: readonly SourceMessage[]): void {
    this.#script.push(...messages)
    this.#next?.()
  }

  /** Nothing more will come: `follow` ends when all was pulled. */
  end(): void {
    this.#hasEnded = true
    this.#next?.()
  }

  async *follow({ cursors, signal }: FollowOptions): AsyncIterable<SourceMessage> {
    this.cursors = cursors
    signal.addEventListener('abort', () => this.end(), { once: true })
    for (;;) {
      const message = this.#script.shift()
      if (message !== undefined) {
        this.pulled++
        if (message.type === 'state') {
          this.#states.set(JSON.stringify(message.stream), { stream: message.stream, state: message.state })
        }
        yield message
      } else if (this.#hasEnded) {
        return
      } else {
        await new Promise<void>((resolve) => {
          this.#next = resolve
        })
      }
    }
  }

  statistics(): readonly StreamStatistics[] {
    return [...this.#states.values()].map(({ stream, state }) => ({
      stream,
      state,
      reconnects: 0,
      relists: 0,
      bytes: 0,
      parseErrors: 0,
    }))
  }
}
