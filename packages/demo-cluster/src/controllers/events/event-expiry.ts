import { type ControllerContext, keyOf, partsOf } from '../controller-context.ts'
import { kinds } from '../objects/kinds.ts'

/** How long an Event lives after its last write. Source: kube-apiserver `--event-ttl`. */
const EVENT_TTL_MS = 3_600_000
const SWEEP_MS = 30_000

/** Remove each Event an hour after it was last written, as etcd's leases do. */
export function startEventExpiry({ store, timers }: ControllerContext): void {
  // A Map keeps the order of insertion, so the oldest come first.
  const writtenAt = new Map<string, number>()
  store.subscribe(kinds.events, ({ type, object }) => {
    const key = keyOf(object)
    writtenAt.delete(key)
    if (type !== 'DELETED') writtenAt.set(key, timers.now())
  })
  const sweep = (): void => {
    for (const [key, at] of writtenAt) {
      if (at + EVENT_TTL_MS > timers.now()) break
      store.remove(kinds.events, { metadata: partsOf(key) })
    }
    timers.after(SWEEP_MS, sweep)
  }
  timers.after(SWEEP_MS, sweep)
}
