import { isDeepStrictEqual } from 'node:util'
import type { AlertRules } from '@portolan/contract'
import { type AnyAlertRule, DEFAULT_ALERT_RULES } from '@portolan/domain'
import { BadRequestError } from '../errors.ts'
import { ruleOf } from './rule-texts.ts'

const MAX_RULES = 1_000

/**
 * What is to be kept of a whole list of rules, in its order: neither those of the file nor defaults that are as they were. A
 * default that was changed takes its place.
 *
 * @throws {BadRequestError} a rule of the file was changed, two have one id, or a rule is wrong; the message names it
 */
export function storedRules({ items }: AlertRules, fileRules: readonly AnyAlertRule[]): AnyAlertRule[] {
  const ids = items.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new BadRequestError(`Two rules have the id ${twice}: each needs its own.`)
  const rules = items.flatMap((text): AnyAlertRule[] => {
    const ofFile = fileRules.find(({ id }) => id === text.id)
    if (ofFile !== undefined) {
      if (isDeepStrictEqual(ruleOf(text, 'file'), ofFile)) return []
      throw new BadRequestError(`${text.id} is kept in the file of --alert-rules: change it there.`)
    }
    const asDefault = DEFAULT_ALERT_RULES.find(({ id }) => id === text.id)
    return asDefault !== undefined && isDeepStrictEqual(ruleOf(text, 'default'), asDefault)
      ? []
      : [ruleOf(text, 'stored')]
  })
  if (rules.length > MAX_RULES) throw new BadRequestError(`${rules.length} rules are more than ${MAX_RULES}.`)
  return rules
}
