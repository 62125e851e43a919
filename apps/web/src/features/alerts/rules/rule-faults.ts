import type { AlertRule } from '@portolan/contract'
import { partKind } from './rule-parts.ts'

/** What is wrong with one part of a rule, as the catalogue names it (`alerts.rules.fault.<fault>`). */
export type RuleFault = 'duration' | 'number'

const DURATION = /^\d{1,9}(ms|s|m|h|d)$/

/** Parts of a rule that cannot be meant so, by their names; whatever else is wrong the server says. */
export function ruleFaults({ thresholds, renotify, grace }: AlertRule): ReadonlyMap<string, RuleFault> {
  const parts: [string, string | number][] = [...Object.entries(thresholds), ['renotify', renotify], ['grace', grace]]
  return new Map(
    parts.flatMap(([name, value]): [string, RuleFault][] => {
      const isDuration = partKind(name) === 'duration'
      const isRight = isDuration ? DURATION.test(String(value)) : typeof value === 'number' && value >= 0
      return isRight ? [] : [[name, isDuration ? 'duration' : 'number']]
    }),
  )
}
