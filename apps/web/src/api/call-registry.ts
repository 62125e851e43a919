'use client'

import { useSyncExternalStore } from 'react'
import type { ApiCall } from './request.ts'

const LIMIT = 40
const NONE: readonly ApiCall[] = []
const listeners = new Set<() => void>()
let calls: readonly ApiCall[] = NONE

/** Note one call of the screen shown: newest first, one entry per path and parameters, bounded. */
export function noteCall(call: ApiCall): void {
  calls = [call, ...calls.filter(({ url }) => url !== call.url)].slice(0, LIMIT)
  for (const listener of listeners) listener()
}

/** A new screen starts with an empty list. */
export function forgetCalls(): void {
  calls = NONE
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The REST calls behind what is on screen, newest first. */
export function useCalls(): readonly ApiCall[] {
  return useSyncExternalStore(
    subscribe,
    () => calls,
    () => NONE,
  )
}
