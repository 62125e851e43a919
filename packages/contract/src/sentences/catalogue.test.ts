import {
  ALERT_MESSAGES,
  CAUSE_MESSAGES,
  REACHABILITY_MESSAGES,
  RESOLUTION_MESSAGES,
  RULES,
  SHARED_CAUSE_MESSAGES,
  STALL_MESSAGES,
  VERDICT_MESSAGES,
} from '@portolan/domain'
import { describe, expect, test } from 'vitest'
import zhCn from '../../sentences/zh-CN.json' with { type: 'json' }
import { placesOf } from './translated.ts'

describe('the Chinese catalogue', () => {
  const alerts = { ...ALERT_MESSAGES, ...SHARED_CAUSE_MESSAGES, ...STALL_MESSAGES }
  const english: Record<string, string> = {
    ...RESOLUTION_MESSAGES,
    ...REACHABILITY_MESSAGES,
    ...VERDICT_MESSAGES,
    ...CAUSE_MESSAGES,
    ...alerts,
    ...Object.fromEntries(
      RULES.flatMap(({ id, title, hint, messages }) => [
        [`${id}:title`, title],
        [`${id}:hint`, hint],
        ...Object.entries(messages).map(([variant, text]) => [variant === 'default' ? id : `${id}.${variant}`, text]),
      ]),
    ),
  }

  test('translates sentences that exist, and fills the places they have', () => {
    const odd = Object.entries(zhCn).filter(
      ([id, text]) =>
        english[id] === undefined || placesOf(text).some((place) => !placesOf(english[id] ?? '').includes(place)),
    )
    expect(odd).toEqual([])
  })

  test('has every sentence of a resolution, of a reachability verdict, of the verdict of a rollout and of an alert', () => {
    const verdicts = { ...REACHABILITY_MESSAGES, ...VERDICT_MESSAGES }
    const wanted = Object.keys({ ...RESOLUTION_MESSAGES, ...verdicts, ...CAUSE_MESSAGES, ...alerts })
    expect(wanted.filter((id) => !(id in zhCn))).toEqual([])
  })
})
