'use client'

import { useNow } from '../ui/ticker.ts'

let offsetMs = 0

/** Times in the log are the server's. Told by each status; the way here is not corrected for, it is milliseconds. */
export function learnServerTime(serverNow: number, browserNow: number): void {
  offsetMs = serverNow - browserNow
}

/** Epoch ms on the server's clock, as far as this browser can tell. */
export function serverNow(): number {
  return Date.now() + offsetMs
}

/** `serverNow()`, renewed once a second. */
export function useServerNow(): number {
  return useNow() + offsetMs
}
