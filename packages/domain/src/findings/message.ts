import { assert } from '../assert.ts'
import type { MessageValues } from './finding.ts'
import type { Rule } from './rule.ts'

/**
 * A rule's sentence with its values in the place of `{their names}`, codes among them in the rule's words.
 *
 * @throws {BrokenInvariantError} the rule has no such sentence, or the hit lacks a value that it names
 */
export function fillMessage(rule: Rule, variant: string, values: MessageValues): string {
  const template = rule.messages[variant]
  assert(template !== undefined, () => `${rule.id} has no sentence for ${variant}`)
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    assert(value !== undefined, () => `${rule.id} does not say {${name}} of "${template}"`)
    return rule.words?.[name]?.[String(value)] ?? String(value)
  })
}
