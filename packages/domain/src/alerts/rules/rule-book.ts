import type { AlertRule, AnyAlertRule, DetectorId } from './alert-rule.ts'
import { DEFAULT_ALERT_RULES } from './default-rules.ts'
import { isInScope, type ScopedService } from './scope-match.ts'

/** All rules in the order in which they are asked: those given, then the defaults. */
export class RuleBook {
  readonly #byDetector = new Map<DetectorId, readonly AnyAlertRule[]>()

  /** @param rules from a file first, then stored ones; where one has the id of a default, it takes its place */
  constructor(rules: readonly AnyAlertRule[]) {
    const given = new Set(rules.map(({ id }) => id))
    const all = [...rules, ...DEFAULT_ALERT_RULES.filter(({ id }) => !given.has(id))]
    for (const rule of all) this.#byDetector.set(rule.detector, [...(this.#byDetector.get(rule.detector) ?? []), rule])
  }

  /** The rule that decides for a Service; `undefined` where it is switched off for it. */
  ruleFor<D extends DetectorId>(detector: D, service: ScopedService): AlertRule<D> | undefined {
    const rules = (this.#byDetector.get(detector) ?? []) as readonly AlertRule<D>[]
    const first = rules.find(({ scope }) => isInScope(scope, service))
    return first?.enabled ? first : undefined
  }

  /** In the order in which they are asked, by detector. */
  rules(): AnyAlertRule[] {
    return [...this.#byDetector.values()].flat()
  }
}
