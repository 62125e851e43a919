import type { News } from './event-recorder.ts'

export interface CorrelatedNews {
  /** The Event that already tells this; absent the first time. */
  eventName?: string
  message: string
  isCombined: boolean
  /** How often it was told, this time included. */
  count: number
  /** Where the correlator keeps it. */
  key: string
}

interface Told {
  eventName: string
  count: number
  at: number
}

interface Similar {
  messages: Set<string>
  since: number
}

const COMBINED_PREFIX = '(combined from similar events): '
/** Source for all four: client-go tools/record/events_cache.go. */
const MAX_SIMILAR = 10
const SIMILAR_WINDOW_MS = 600_000
const BURST = 25
const REFILL_MS = 300_000
/** An Event this old is gone from the store, and so is what is known of it. */
const MEMORY_MS = 3_600_000

/** Decides for each piece of news whether it is new, the same again, one of many similar, or too much. */
export class NewsCorrelator {
  readonly #now: () => number
  readonly #told = new Map<string, Told>()
  readonly #similar = new Map<string, Similar>()
  readonly #buckets = new Map<string, { tokens: number; at: number }>()
  #forgottenAt = 0

  constructor(now: () => number) {
    this.#now = now
  }

  /** @returns how to tell it; `undefined` when it is not to be told */
  correlate(news: News): CorrelatedNews | undefined {
    this.#forget()
    const subject = `${news.about.metadata.uid}|${news.fieldPath ?? ''}`
    const group = `${subject}|${news.type}|${news.reason}`
    const isCombined = this.#isOneOfMany(group, news.message)
    const message = isCombined ? `${COMBINED_PREFIX}${news.message}` : news.message
    const key = isCombined ? `${group}|combined` : `${group}|${news.message}`
    if (!this.#takeToken(subject)) return undefined
    const told = this.#told.get(key)
    if (told === undefined) return { message, isCombined, count: 1, key }
    told.count += 1
    told.at = this.#now()
    return { eventName: told.eventName, message, isCombined, count: told.count, key }
  }

  /** The Event that now tells it. */
  remember({ key, count }: CorrelatedNews, eventName: string): void {
    this.#told.set(key, { eventName, count, at: this.#now() })
  }

  #isOneOfMany(group: string, message: string): boolean {
    const now = this.#now()
    const known = this.#similar.get(group)
    const similar =
      known === undefined || now - known.since > SIMILAR_WINDOW_MS ? { messages: new Set<string>(), since: now } : known
    similar.messages.add(message)
    similar.since = now
    this.#similar.set(group, similar)
    const [oldest] = similar.messages
    if (similar.messages.size > MAX_SIMILAR && oldest !== undefined) similar.messages.delete(oldest)
    return similar.messages.size >= MAX_SIMILAR
  }

  #takeToken(subject: string): boolean {
    const now = this.#now()
    const bucket = this.#buckets.get(subject) ?? { tokens: BURST, at: now }
    const tokens = Math.min(BURST, bucket.tokens + (now - bucket.at) / REFILL_MS)
    this.#buckets.set(subject, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
    return tokens >= 1
  }

  #forget(): void {
    const now = this.#now()
    if (now < this.#forgottenAt + SIMILAR_WINDOW_MS) return
    this.#forgottenAt = now
    const oldest = now - MEMORY_MS
    for (const [key, { at }] of this.#told) if (at < oldest) this.#told.delete(key)
    for (const [key, { since }] of this.#similar) if (since < oldest) this.#similar.delete(key)
    for (const [key, { at }] of this.#buckets) if (at < oldest) this.#buckets.delete(key)
  }
}
