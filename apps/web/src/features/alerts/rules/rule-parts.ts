import type { AlertRule } from '@portolan/contract'
import { UNITS_MS } from '../../../time/units-ms.ts'

/** How a threshold is written and read. */
export type PartKind = 'duration' | 'share' | 'number'

const KINDS: Readonly<Record<string, PartKind>> = {
  for: 'duration',
  clearFor: 'duration',
  window: 'duration',
  clearWindow: 'duration',
  baselineAfter: 'duration',
  together: 'duration',
  overGrace: 'duration',
  renotify: 'duration',
  grace: 'duration',
  share: 'share',
  clearShare: 'share',
}

export function partKind(threshold: string): PartKind {
  return KINDS[threshold] ?? 'number'
}

/** A threshold as it stands in a sentence: shares of one as percent. */
export function shownThreshold(threshold: string, value: string | number | undefined): string {
  if (value === undefined) return ''
  if (partKind(threshold) === 'share' && typeof value === 'number') return String(Number((value * 100).toFixed(4)))
  return String(value)
}

/** A duration of a rule or a silence, `90s`, in ms; `undefined` where it is none. */
export function durationMs(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d+)(ms|s|m|h|d)$/.exec(text) ?? []
  const unitMs = UNITS_MS[unit]
  return unitMs === undefined ? undefined : Number(count) * unitMs
}

/** What was typed, as the rule keeps it. What is no number stays a text: the server says what is wrong with it. */
export function typedThreshold(threshold: string, typed: string): string | number {
  const text = typed.trim()
  const kind = partKind(threshold)
  const number = Number(text)
  if (kind === 'duration' || text === '' || Number.isNaN(number)) return text
  return kind === 'share' ? Number((number / 100).toFixed(6)) : number
}

/** `shop, pay*` → `['shop', 'pay*']` */
export function typedNames(typed: string): string[] {
  return typed
    .split(/[\s,，]+/)
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** `app=web, tier=front` → `{ app: 'web', tier: 'front' }`; a name alone has the empty value. */
export function typedLabels(typed: string): Record<string, string> {
  return Object.fromEntries(
    typedNames(typed).map((pair) => {
      const [name = '', ...value] = pair.split('=')
      return [name, value.join('=')]
    }),
  )
}

export function shownLabels(labels: Readonly<Record<string, string>> | undefined): string {
  return Object.entries(labels ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(', ')
}

/** A copy that is kept here: it takes the place of a default, and stands beside a rule of a file. */
export function overrideOf(rule: AlertRule, taken: ReadonlySet<string>): AlertRule {
  if (rule.origin === 'default') return { ...rule, origin: 'stored' }
  return { ...rule, origin: 'stored', id: freeId(rule.id, taken) }
}

/** A rule like this one, beside it. */
export function duplicateOf(rule: AlertRule, { name, taken }: { name: string; taken: ReadonlySet<string> }): AlertRule {
  return { ...rule, origin: 'stored', id: freeId(rule.origin === 'default' ? rule.detector : rule.id, taken), name }
}

/** The rules with one that was removed, where it stood; those that were changed meanwhile stay changed. */
export function restoredRule(
  stored: readonly AlertRule[],
  { removed, at }: { removed: AlertRule; at: number },
): readonly AlertRule[] {
  if (stored.some(({ id }) => id === removed.id)) return stored
  return stored.toSpliced(at, 0, removed)
}

/** Whether a rule that is kept stands in the place of a default, so that without it the default counts again. */
export function replacesDefault({ id, detector, origin }: AlertRule): boolean {
  return origin === 'stored' && id === `default-${detector}`
}

/** `mine`, else `mine-2`, `mine-3`, … */
export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted
  for (let count = 2; taken.has(id); count += 1) id = `${wanted}-${count}`
  return id
}

/** One place earlier or later among the rules of the same detector; the others keep their places. */
export function movedRule(rules: readonly AlertRule[], id: string, step: 1 | -1): readonly AlertRule[] {
  const from = rules.findIndex((rule) => rule.id === id)
  const rule = rules[from]
  if (!rule) return rules
  for (let to = from + step; to >= 0 && to < rules.length; to += step) {
    const other = rules[to]
    if (other?.detector !== rule.detector) continue
    return rules.with(from, other).with(to, rule)
  }
  return rules
}
