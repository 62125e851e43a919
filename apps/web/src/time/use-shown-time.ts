'use client'

import { useAt } from './use-at.ts'
import { useInstantTime } from './use-instant-time.ts'

/** Epoch ms of the instant every screen shows; `undefined` for the present, and while the time of a `seq` is not known. */
export function useShownTime(): number | undefined {
  return useInstantTime(useAt().instant)
}
