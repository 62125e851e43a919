import { describe, expect, test } from 'vitest'
import { withoutTerm } from '../../../frame/filter/read-filter.ts'
import { parseFilter } from './parse-filter.ts'

describe('parseFilter', () => {
  test('words, keys, inversion and a comma for "or"', () => {
    expect(parseFilter('web  -kind:Ingress state:bad,draining').terms).toEqual([
      { key: undefined, values: ['web'], isInverted: false, text: 'web' },
      { key: 'kind', values: ['ingress'], isInverted: true, text: '-kind:Ingress' },
      { key: 'state', values: ['bad', 'draining'], isInverted: false, text: 'state:bad,draining' },
    ])
  })

  test('an unknown key or value is left out, said why, and the nearest is offered', () => {
    const { terms, problems } = parseFilter(
      'stat:bad state:redy -pth:/api nonsense:x finding:eror changed:5min changed:soon',
    )
    expect(terms).toEqual([])
    expect(problems.map(({ text, why, strange, nearest }) => [text, why, strange, nearest])).toEqual([
      ['stat:bad', 'key', 'stat', 'state:bad'],
      ['state:redy', 'value', 'redy', 'state:ready'],
      ['-pth:/api', 'key', 'pth', '-path:/api'],
      ['nonsense:x', 'key', 'nonsense', undefined],
      ['finding:eror', 'value', 'eror', 'finding:error'],
      ['changed:5min', 'time', '5min', 'changed:5m'],
      ['changed:soon', 'time', 'soon', undefined],
    ])
    expect(problems[1]?.known).toContain('draining')
  })

  test('a key without a value asks nothing yet', () => {
    const open = [
      { key: 'host', text: 'host:' },
      { key: 'label', text: '-label:app=' },
    ]
    expect(parseFilter('host: -label:app= - ')).toEqual({ terms: [], open, problems: [] })
  })

  test('a term can be taken out again', () => {
    expect(withoutTerm(parseFilter('web state:bad /api'), 1)).toBe('web /api')
  })
})
