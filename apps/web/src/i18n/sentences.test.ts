import { describe, expect, test } from 'vitest'
import { tell } from './sentences.ts'

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

  test('objects without a namespace are told by kind and name alone', () => {
    const drained = { id: 'cause', args: { object: 'Node/-/n1' }, text: 'Node/-/n1 is being drained' }
    expect(tell(drained, {}, 'en').text).toBe('Node n1 is being drained')
    expect(tell(drained, { cause: '{object} 正在被腾空' }, 'zh-CN').text).toBe('Node n1 正在被腾空')
  })

  test('what an argument says is never read as a place for another', () => {
    const told = tell({ id: 'x', args: { a: '{b}', b: '$&' }, text: '' }, { x: '{a} {b}' }, 'zh-CN')
    expect(told.text).toBe('{b} $&')
  })
})
