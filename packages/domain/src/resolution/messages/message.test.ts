import { expect, test } from 'vitest'
import { RESOLUTION_MESSAGES } from './catalogue.ts'
import { say } from './message.ts'

test('a message has its id, its arguments, and the sentence they make', () => {
  expect(say('endpoints.ready', { used: 1, total: 3 })).toEqual({
    id: 'endpoints.ready',
    args: { used: 1, total: 3 },
    text: '1 of 3 endpoints take traffic',
  })
})

test('what an argument says is never read as a place for another', () => {
  expect(say('entry.by-address', { name: '{address}', address: '$&' }).text).toBe(
    '{address} answers: it reports the address $&',
  )
})

test('every sentence begins like one and ends without a stop, to be put together with others', () => {
  const odd = Object.values(RESOLUTION_MESSAGES).filter((text) => !/^[A-Z0-9{]/.test(text) || /\.$/.test(text))
  expect(odd).toEqual([])
})
