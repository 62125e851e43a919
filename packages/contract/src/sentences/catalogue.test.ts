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
import { placesOf, translated } from './translated.ts'

type Words = NonNullable<(typeof RULES)[number]['words']>

/** What codes among the values of a rule say, by the key a catalogue has for each. */
function wordsOf(id: string, words: Words): [key: string, text: string][] {
  return Object.entries(words).flatMap(([place, said]) =>
    Object.entries(said).map(([code, text]): [string, string] => [`${id}:${place}:${code}`, text]),
  )
}

describe('the Chinese catalogue', () => {
  const alerts = { ...ALERT_MESSAGES, ...SHARED_CAUSE_MESSAGES, ...STALL_MESSAGES }
  const english: Record<string, string> = {
    ...RESOLUTION_MESSAGES,
    ...REACHABILITY_MESSAGES,
    ...VERDICT_MESSAGES,
    ...CAUSE_MESSAGES,
    ...alerts,
    ...Object.fromEntries(
      RULES.flatMap(({ id, title, hint, messages, words = {} }) => [
        [`${id}:title`, title],
        [`${id}:hint`, hint],
        ...wordsOf(id, words),
        ...Object.entries(messages).map(([variant, text]) => [variant === 'default' ? id : `${id}.${variant}`, text]),
      ]),
    ),
  }

  test('translates sentences that exist, and fills the places they have', () => {
    const odd = Object.entries(zhCn).filter(
      ([id, text]) =>
        !id.startsWith('unit:') &&
        (english[id] === undefined || placesOf(text).some((place) => !placesOf(english[id] ?? '').includes(place))),
    )
    expect(odd).toEqual([])
  })

  test('has every sentence of a resolution, of a reachability verdict, of the verdict of a rollout and of an alert', () => {
    const verdicts = { ...REACHABILITY_MESSAGES, ...VERDICT_MESSAGES }
    const wanted = Object.keys({ ...RESOLUTION_MESSAGES, ...verdicts, ...CAUSE_MESSAGES, ...alerts })
    expect(wanted.filter((id) => !(id in zhCn))).toEqual([])
  })

  test('has a word for every code among the values of a rule', () => {
    const wanted = RULES.flatMap(({ id, words = {} }) => wordsOf(id, words).map(([key]) => key))
    expect(wanted.filter((key) => !(key in zhCn))).toEqual([])
  })

  test('tells durations in its own units and codes in words, and leaves all else as it is', () => {
    const told = (duration: string, reason: string) =>
      translated({ id: 'RLO-005', args: { subject: 'A', service: 'B', duration, reason } }, zhCn)
    expect(told('2 min 3 s', 'endpoints-lost')).toBe(
      'A 的一次上线使 B 有 2 分 3 秒没有就绪端点（失去了策略承诺保留的端点）',
    )
  })
})
