import type { Clock } from '@portolan/pipeline/ports'

const ATTEMPTS = 10
const WINDOW_MS = 60_000
const MAX_CLIENTS = 10_000

interface Attempts {
  count: number
  readonly until: number
}

/** Ten attempts a minute for each client. Remembers ten thousand clients; the oldest are forgotten first. */
export class AttemptLimit {
  readonly #clock: Pick<Clock, 'monotonic'>
  readonly #clients = new Map<string, Attempts>()

  constructor(clock: Pick<Clock, 'monotonic'>) {
    this.#clock = clock
  }

  /** Counts an attempt. @returns seconds to wait where there were too many, else `undefined` */
  attempt(client: string): number | undefined {
    const now = this.#clock.monotonic()
    const known = this.#clients.get(client)
    const attempts = known !== undefined && known.until > now ? known : { count: 0, until: now + WINDOW_MS }
    attempts.count += 1
    this.#clients.delete(client)
    this.#clients.set(client, attempts)
    if (this.#clients.size > MAX_CLIENTS) this.#forgetOldest()
    return attempts.count > ATTEMPTS ? (attempts.until - now) / 1000 : undefined
  }

  /** The client knew the token after all. */
  forgive(client: string): void {
    this.#clients.delete(client)
  }

  #forgetOldest(): void {
    const [oldest] = this.#clients.keys()
    if (oldest !== undefined) this.#clients.delete(oldest)
  }
}
