import { setTimeout as delay } from 'node:timers/promises'
import type { Clock } from './clock.ts'

/** The clock of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: async (ms, signal) => {
    try {
      await delay(ms, undefined, { ...(signal && { signal }), ref: true })
    } catch (error) {
      if (!signal?.aborted) throw error
    }
  },
}
