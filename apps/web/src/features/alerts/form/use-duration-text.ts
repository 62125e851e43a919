'use client'

import { useCallback } from 'react'
import { useDuration } from '../../../i18n/use-duration.ts'
import { durationMs } from '../rules/rule-parts.ts'

/** A duration as rules and silences keep it, `90s`, in words that stay on one line: `1 min 30 s`. What is none stays as it is. */
export function useDurationText(): (text: string) => string {
  const duration = useDuration()
  return useCallback(
    (text) => {
      const ms = durationMs(text)
      return ms === undefined ? text : duration(ms, text.endsWith('ms') ? 'ms' : 'second').replaceAll(' ', '\u00a0')
    },
    [duration],
  )
}
