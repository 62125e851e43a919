'use client'

import { useNow } from '../ui/ticker.ts'

type Clock = { readonly offsetMs: number } | { readonly standsAt: number }

let clock: Clock = { offsetMs: 0 }

/** Times in the log are the server's. Told by each status; the way here is not corrected for, it is milliseconds. */
export function learnServerTime(serverNow: number, browserNow: number): void {
  clock = { offsetMs: serverNow - browserNow }
}

/** A recorded incident has an end, after which no time passes. */
export function stopServerTime(at: number): void {
  clock = { standsAt: at }
}

function serverTime(browserNow: number): number {
  return 'standsAt' in clock ? clock.standsAt : browserNow + clock.offsetMs
}

/** Epoch ms on the server's clock, as far as this browser can tell. */
export function serverNow(): number {
  return serverTime(Date.now())
}

/** `serverNow()`, renewed once a second. */
export function useServerNow(): number {
  return serverTime(useNow())
}
