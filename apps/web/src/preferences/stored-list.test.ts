import { describe, expect, test } from 'vitest'
import { parseNamedLink } from './remembered-links.ts'
import { parseItems } from './stored-list.ts'

describe('what a browser stored', () => {
  test('is told in its order', () => {
    const views = [
      { name: 'pay', href: '/map/?namespace=pay' },
      { name: 'the outage', href: '/map/?at=seq:7' },
    ]
    expect(parseItems(JSON.stringify(views), parseNamedLink)).toEqual(views)
  })

  test.each([
    ['nothing', null],
    ['no list', '{"name":"a","href":"/"}'],
    ['no text', 'nonsense'],
    ['no names', '[{"href":"/"},7,null,{"name":"","href":"/"}]'],
    [
      'ways out',
      '[{"name":"a","href":"https://evil.example"},{"name":"b","href":"//evil.example"},{"name":"c","href":"/\\\\evil"}]',
    ],
  ])('%s is no link', (_, text) => {
    expect(parseItems(text, parseNamedLink)).toEqual([])
  })
})
