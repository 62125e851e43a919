import type { Telling } from './random-traffic.ts'
import type { TestLog } from './test-log.ts'

/** Written in batches of random sizes, with checkpoints and restarts between them. */
export function write(log: TestLog, tellings: readonly Telling[], sizes: readonly number[]): void {
  let start = 0
  for (const [index, size] of [...sizes, tellings.length].entries()) {
    const batch = tellings.slice(start, start + size)
    log.append(
      batch.map(({ change }) => change),
      batch.flatMap(({ ledger }) => ledger),
    )
    start += size
    if (index % 2 === 1) log.checkpoint()
    if (index % 3 === 2) log.reopen()
  }
}

/** The clock of the log at each change: it never falls. */
export function clocksOf(tellings: readonly Telling[]): number[] {
  let latest = 0
  return tellings.map(({ change }) => (latest = Math.max(latest, change.observedAt)))
}
