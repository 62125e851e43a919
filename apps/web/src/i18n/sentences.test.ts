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
import zhCn from '../../messages/sentences/zh-CN.json' with { type: 'json' }
import { placesOf, tell } from './sentences.ts'

const sentence = { id: 'endpoints.ready', args: { used: 1, total: 3 }, text: '1 of 3 endpoints take traffic' }

describe('a sentence of the API', () => {
  test('is told in the language shown where its catalogue has it', () => {
    const told = tell(sentence, { 'endpoints.ready': '共 {total} 个端点，{used} 个接收流量' }, 'zh-CN')
    expect(told).toEqual({ text: '共 3 个端点，1 个接收流量', locale: 'zh-CN' })
  })

  test('is told in English where the catalogue lacks it, or names what the API did not say', () => {
    const english = { text: sentence.text, locale: 'en' }
    expect(tell(sentence, {}, 'zh-CN')).toEqual(english)
    expect(tell(sentence, { 'endpoints.ready': '{missing}' }, 'zh-CN')).toEqual(english)
    expect(tell({ ...sentence, id: 'constructor' }, {}, 'zh-CN')).toEqual(english)
  })

  test('what an argument says is never read as a place for another', () => {
    const told = tell({ id: 'x', args: { a: '{b}', b: '$&' }, text: '' }, { x: '{a} {b}' }, 'zh-CN')
    expect(told.text).toBe('{b} $&')
  })
})

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
