import { readFileSync } from 'node:fs'
import { AlertRule } from '@portolan/contract'
import type { AnyAlertRule } from '@portolan/domain'
import { parseDocument } from 'yaml'
import { z } from 'zod'
import { RequestError, StartRefusedError } from '../errors.ts'
import { ruleOf } from './rule-texts.ts'

const RuleFile = z.strictObject({ rules: z.array(AlertRule).max(1000) })

/**
 * The rules of `--alert-rules`, in their order. Its schema is that of `PUT /alert-rules`.
 *
 * @throws {StartRefusedError} it cannot be read or is wrong; the message says where
 */
export function readRuleFile(file: string): AnyAlertRule[] {
  const parsed = RuleFile.safeParse(contentOf(file))
  if (!parsed.success) throw refusal(file, z.prettifyError(parsed.error).replaceAll('\n', ' '))
  const ids = parsed.data.rules.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw refusal(file, `two rules have the id ${twice}`)
  try {
    return parsed.data.rules.map((rule) => ruleOf(rule, 'file'))
  } catch (error) {
    if (error instanceof RequestError) throw refusal(file, error.message)
    throw error
  }
}

function contentOf(file: string): unknown {
  try {
    const document = parseDocument(readFileSync(file, 'utf8'), { prettyErrors: true })
    const [fault] = document.errors
    if (fault !== undefined) throw refusal(file, fault.message.replaceAll('\n', ' '))
    return document.toJS({ maxAliasCount: 100 })
  } catch (error) {
    if (error instanceof StartRefusedError) throw error
    throw refusal(file, error instanceof Error ? error.message : String(error))
  }
}

function refusal(file: string, why: string): StartRefusedError {
  return new StartRefusedError(`The alert rules in ${file} cannot be used: ${why}. See docs/alerts.md.`)
}
