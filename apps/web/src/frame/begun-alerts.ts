import type { Alert } from '@portolan/contract'
import type { AlertNews } from '../live/alert-news.ts'

/** What is told of an alert that began to fire. */
export type BegunAlert = Pick<Alert, 'id' | 'severity' | 'raisedAt' | 'sentence'>

/** Windows are judged every ten seconds: what is news may have been raised so long before. */
const JUDGED_LATE_MS = 15_000
const MOST_TOLD = 5_000

/** Tells alerts that began to fire while a page is open from those that fired before, each of them once. */
export class BegunAlerts {
  readonly #told = new Set<string>()
  readonly #now: () => number
  #since: number | undefined
  #firing = 0

  /** @param now the server's clock, epoch ms */
  constructor(now: () => number) {
    this.#now = now
  }

  /** `isMore`: more fire than before and not all are named; read the list and give it to `among`. */
  take(news: AlertNews): { readonly begun: readonly BegunAlert[]; readonly isMore: boolean } {
    const firing = firingOf(news.counts)
    const isUnnamed = news.more > 0 || (news.changed.length === 0 && firing > this.#firing)
    this.#firing = firing
    if (this.#since === undefined) {
      this.#since = this.#now() - JUDGED_LATE_MS
      return { begun: [], isMore: false }
    }
    const heard = news.changed.filter(({ state, isSilenced }) => state === 'firing' && !isSilenced)
    return { begun: this.#new(heard), isMore: isUnnamed }
  }

  /** Those of a list that were not told yet. */
  among(alerts: readonly Alert[]): readonly BegunAlert[] {
    return this.#new(alerts.filter(({ state, silencedBy }) => state === 'firing' && silencedBy.length === 0))
  }

  #new<Each extends BegunAlert>(alerts: readonly Each[]): readonly Each[] {
    const since = this.#since ?? 0
    const begun = alerts.filter((alert) => !this.#told.has(beginOf(alert)) && Date.parse(alert.raisedAt) >= since)
    for (const alert of begun) this.#told.add(beginOf(alert))
    if (this.#told.size > MOST_TOLD) {
      this.#told.clear()
      this.#since = this.#now()
    }
    return begun
  }
}

/** The same alert may be over and begin anew. */
function beginOf({ id, raisedAt }: BegunAlert): string {
  return `${id} ${raisedAt}`
}

/** How many alerts fire that no silence hides. */
export function firingOf({ critical, error, warning, info }: AlertNews['counts']): number {
  return critical + error + warning + info
}
