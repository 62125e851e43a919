'use client'

import type { AlertRuleHistory } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ruleHistoryQuery } from '../../../api/alert-queries.ts'
import { serverNow } from '../../../live/server-clock.ts'

const HOUR_MS = 3_600_000

/** How far back one looks, and in which steps. */
export const RULE_RANGES = {
  day: { lengthMs: 24 * HOUR_MS, stepMs: HOUR_MS / 2 },
  week: { lengthMs: 168 * HOUR_MS, stepMs: 4 * HOUR_MS },
} as const
export type RuleRange = keyof typeof RULE_RANGES

/** How often a rule fired in the last day or week; `undefined` until it is known. */
export function useRuleHistory(id: string, range: RuleRange) {
  const { lengthMs, stepMs } = RULE_RANGES[range]
  // The same question for a whole step: it is asked once, however often the list is drawn.
  const [now] = useState(serverNow)
  const from = Math.floor((now - lengthMs) / stepMs + 1) * stepMs
  return useQuery(ruleHistoryQuery(id, { from: new Date(from).toISOString(), step: stepMs }))
}

/** One step of a history in which something fired. */
export interface FiredStep {
  /** Epoch ms. */
  readonly from: number
  readonly to: number
  readonly raised: number
  readonly firing: number
}

/** The steps of a history, the oldest first, those without an alert too. */
export function stepsOf({ from, to, stepMs, raised, firing }: AlertRuleHistory): readonly FiredStep[] {
  const begin = Date.parse(from)
  const end = Date.parse(to)
  return firing.map((count, index) => ({
    from: begin + index * stepMs,
    to: Math.min(end, begin + (index + 1) * stepMs),
    raised: raised[index] ?? 0,
    firing: count,
  }))
}
