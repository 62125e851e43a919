'use client'

import { useCallback } from 'react'
import { useDuration } from './use-duration.ts'

const MINUTE = 60_000

/**
 * A measured length of time as the sentences of the API tell it: rounded to its last unit, so that a number beside a sentence
 * is the number in the sentence. For what is counted live, `useDuration` never runs ahead.
 */
export function useToldDuration(): (durationMs: number) => string {
  const duration = useDuration()
  return useCallback((durationMs) => duration(rounded(durationMs)), [duration])
}

function rounded(durationMs: number): number {
  if (durationMs < 1_000) return Math.round(durationMs)
  const tenths = Math.round(durationMs / 100) * 100
  if (tenths < MINUTE) return tenths
  const seconds = Math.round(durationMs / 1_000) * 1_000
  return seconds < 60 * MINUTE ? seconds : Math.round(durationMs / MINUTE) * MINUTE
}
