import { UNITS_MS } from '../../../time/units-ms.ts'
import type { Term } from './parse-filter.ts'

/** What `GET /topology/matches` is asked for a term. */
export type MatchQuestion =
  | { readonly [By in 'label' | 'node' | 'pod']?: readonly string[] }
  | { readonly changed: string }

/** Shorter words are in the names of too many Pods to say anything. */
const LEAST_LETTERS = 3

/**
 * What has to be asked for a term, because cards do not carry it: labels, Nodes, Pods and what changed. `undefined` where the
 * cards say it all.
 */
export function questionOf({ key, values }: Term): MatchQuestion | undefined {
  switch (key) {
    case 'label':
      return { label: values }
    case 'node':
      return { node: values }
    case 'pod':
    case 'ip':
      return { pod: values }
    case 'changed':
      return { changed: longest(values) }
    case undefined: {
      const words = values.filter((value) => value.length >= LEAST_LETTERS && !value.startsWith('/'))
      return words.length > 0 ? { pod: words } : undefined
    }
    default:
      return undefined
  }
}

/** Of several times any is enough, so the longest one is what is asked. */
function longest(values: readonly string[]): string {
  return [...values].sort((a, b) => lengthMsOf(b) - lengthMsOf(a))[0] ?? ''
}

/** `5m` in milliseconds. */
export function lengthMsOf(time: string): number {
  return Number.parseInt(time, 10) * (UNITS_MS[time.replace(/\d+/, '')] ?? 0)
}
