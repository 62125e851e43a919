'use client'

import { useCallback } from 'react'
import { roundDuration } from './round-duration.ts'
import { useDuration } from './use-duration.ts'

/**
 * A measured length of time as the sentences of the API tell it: rounded to its last unit, so that a number beside a sentence
 * is the number in the sentence. For what is counted live, `useDuration` never runs ahead.
 */
export function useToldDuration(): (durationMs: number) => string {
  const duration = useDuration()
  return useCallback((durationMs) => duration(roundDuration(durationMs)), [duration])
}
