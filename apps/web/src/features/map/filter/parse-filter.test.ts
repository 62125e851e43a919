import { describe, expect, test } from 'vitest'
import { parseFilter, withoutTerm } from './parse-filter.ts'

describe('parseFilter', () => {
  test('words, keys, inversion and a comma for "or"', () => {
    expect(parseFilter('web  -kind:Ingress state:bad,draining').terms).toEqual([
      { key: undefined, values: ['web'], isInverted: false, text: 'web' },
      { key: 'kind', values: ['ingress'], isInverted: true, text: '-kind:Ingress' },
      { key: 'state', values: ['bad', 'draining'], isInverted: false, text: 'state:bad,draining' },
    ])
  })

  test('an unknown key or value is left out, said, and the nearest is offered', () => {
    expect(parseFilter('stat:bad state:redy -pth:/api nonsense:x finding:eror')).toEqual({
      terms: [],
      problems: [
        { text: 'stat:bad', nearest: 'state:bad' },
        { text: 'state:redy', nearest: 'state:ready' },
        { text: '-pth:/api', nearest: '-path:/api' },
        { text: 'nonsense:x', nearest: undefined },
        { text: 'finding:eror', nearest: 'finding:error' },
      ],
    })
  })

  test('a key without a value asks nothing yet', () => {
    expect(parseFilter('host: ')).toEqual({ terms: [], problems: [] })
  })

  test('a term can be taken out again', () => {
    expect(withoutTerm(parseFilter('web state:bad /api'), 1)).toBe('web /api')
  })
})
