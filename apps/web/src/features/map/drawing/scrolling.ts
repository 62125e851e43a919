/** A scroll that has said nothing for so long is over. */
const RESTS_AFTER_MS = 180

let scrolledAt = Number.NEGATIVE_INFINITY

/** Called with every move of the chart. */
export function noteScroll(): void {
  scrolledAt = performance.now()
}

/** Whether the chart is being scrolled: what can wait then does. */
export function isScrolling(): boolean {
  return performance.now() - scrolledAt < RESTS_AFTER_MS
}
