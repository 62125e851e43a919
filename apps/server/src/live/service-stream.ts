import type { LiveStream, Position, Step } from './live-stream.ts'
import type { ServiceNews } from './service-news.ts'

const MAX_ROWS = 200
/** Four messages a second: rows that change more often are told as they are by then. */
const INTERVAL_MS = 250

/** Rows of Services that changed, coalesced: what counts is how a row is when it is sent. */
export class ServiceStream implements LiveStream {
  readonly #news: ServiceNews
  readonly #namespaces: ReadonlySet<string> | undefined

  constructor(news: ServiceNews, namespaces: readonly string[] | undefined) {
    this.#news = news
    this.#namespaces = namespaces && new Set(namespaces)
  }

  get head(): Position {
    return this.#news.head
  }

  read(from: Position): Step {
    const { head } = this
    const touches = this.#news.since(from)
    if (touches === undefined) return 'reset'
    const wanted = touches.filter(({ namespace }) => this.#namespaces?.has(namespace) ?? true)
    const taken = wanted.slice(0, MAX_ROWS)
    const last = taken.at(-1)
    const reached = taken.length === wanted.length || last === undefined ? head : { seq: last.seq, mark: last.mark }
    const rows = taken.map((touch) => this.#news.row(touch))
    return { message: { name: 'services', payload: { after: from.seq, seq: reached.seq, rows } }, reached }
  }

  async readOlder(): Promise<Step> {
    return 'reset'
  }

  intervalMs(): number {
    return INTERVAL_MS
  }
}
