import type { AlertRule as RuleText } from '@portolan/contract'
import { type AnyAlertRule, DEFAULT_THRESHOLDS, type DetectorId } from '@portolan/domain'
import { BadRequestError } from '../errors.ts'
import { closestName } from '../plugins/closest-name.ts'

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1_000],
  ['ms', 1],
] as const

/** A rule as it is written in answers, requests and files: durations as `90s`, thresholds without `Ms` in their names. */
export function ruleText(rule: AnyAlertRule): RuleText {
  const { id, name, detector, enabled, scope, severity, origin } = rule
  const thresholds = Object.entries(rule.thresholds).map(([member, value]) =>
    isDuration(member) ? [member.slice(0, -2), durationText(value)] : [member, value],
  )
  return {
    ...{ id, name, detector, enabled },
    scope: {
      ...(scope.namespaces && { namespaces: [...scope.namespaces] }),
      ...(scope.services && { services: [...scope.services] }),
      ...(scope.labels && { labels: scope.labels }),
    },
    thresholds: Object.fromEntries(thresholds),
    ...(severity !== undefined && { severity }),
    renotify: durationText(rule.renotifyMs),
    grace: durationText(rule.graceMs),
    origin,
  }
}

/**
 * A rule as it is judged by.
 *
 * @param origin who keeps it
 * @throws {BadRequestError} a threshold that its detector does not have, or that is none
 */
export function ruleOf(text: RuleText, origin: AnyAlertRule['origin']): AnyAlertRule {
  const { id, name, detector, enabled, scope, severity } = text
  return {
    ...{ id, name, detector, enabled, origin },
    scope: {
      ...(scope.namespaces && { namespaces: scope.namespaces }),
      ...(scope.services && { services: scope.services }),
      ...(scope.labels && { labels: scope.labels }),
    },
    thresholds: { ...DEFAULT_THRESHOLDS[detector], ...givenThresholds(text) },
    ...(severity !== undefined && { severity }),
    renotifyMs: durationMs(text.renotify),
    graceMs: durationMs(text.grace),
  } as AnyAlertRule
}

/** `90s` → ms. @throws {BadRequestError} */
export function durationMs(text: string): number {
  const [, number = '', unit] = text.match(/^(\d+)(ms|s|m|h|d)$/) ?? []
  const factor = UNITS.find(([name]) => name === unit)?.[1]
  if (factor === undefined) throw new BadRequestError(`${text} is no duration: write 90s, 10m, 4h or 2d.`)
  return Number(number) * factor
}

/** In the largest unit that leaves a whole number. */
export function durationText(ms: number): string {
  const [name, factor] = UNITS.find(([, size]) => ms % size === 0 && ms >= size) ?? ['s', 1_000]
  return `${ms / factor}${name}`
}

function givenThresholds({ detector, thresholds }: RuleText): Record<string, number> {
  return Object.fromEntries(Object.entries(thresholds).map(([name, value]) => givenThreshold(detector, name, value)))
}

function givenThreshold(detector: DetectorId, name: string, value: string | number): [string, number] {
  const known = Object.keys(DEFAULT_THRESHOLDS[detector])
  if (known.includes(`${name}Ms`)) {
    if (typeof value === 'string') return [`${name}Ms`, durationMs(value)]
    throw new BadRequestError(`${name} of ${detector} is a duration: write "${value}s" for ${value} seconds.`)
  }
  if (!known.includes(name) || isDuration(name)) throw unknownThreshold(detector, name, known)
  if (typeof value === 'number') return [name, value]
  throw new BadRequestError(`${name} of ${detector} is a number, not "${value}".`)
}

function unknownThreshold(detector: DetectorId, name: string, known: readonly string[]): BadRequestError {
  const names = known.map((member) => (isDuration(member) ? member.slice(0, -2) : member))
  const closest = closestName(name, names)
  const hint = closest === undefined ? `it has ${names.join(', ')}` : `did you mean ${closest}?`
  return new BadRequestError(`${detector} has no threshold ${name}: ${hint}`)
}

function isDuration(member: string): boolean {
  return member.endsWith('Ms')
}
