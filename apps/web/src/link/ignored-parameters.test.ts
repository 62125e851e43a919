import { parseAsBoolean, parseAsNativeArrayOf, parseAsStringLiteral } from 'nuqs'
import { describe, expect, test } from 'vitest'
import { parseAsInstant } from '../time/use-at.ts'
import { parseAsTime } from '../time/use-time-window.ts'
import { ignoredParameters } from './ignored-parameters.ts'

const MAP = {
  view: parseAsStringLiteral(['flow', 'table'] as const),
  hide: parseAsBoolean,
  state: parseAsNativeArrayOf(parseAsStringLiteral(['all', 'none'] as const)),
}
const TIME = { at: parseAsInstant, from: parseAsTime }
const ignored = (link: string) => ignoredParameters(new URLSearchParams(link), [MAP, TIME])

describe('what a link says in vain', () => {
  test('is what nothing on the screen reads, and what those who read it do not understand', () => {
    expect(ignored('depth=foo&view=globe&state=all&state=bad&at=noon&from=later')).toEqual([
      'depth=foo',
      'view=globe',
      'state=bad',
      'at=noon',
      'from=later',
    ])
  })

  test('is nothing where all is understood', () => {
    expect(ignored('view=table&hide=true&state=all&state=none&at=seq:7&from=-15m')).toEqual([])
    expect(ignored('at=2026-11-21T14:03:22.418Z&from=1795269802418')).toEqual([])
  })

  test('is not what one reader understands though another does not', () => {
    const other = { view: parseAsStringLiteral(['globe'] as const) }
    expect(ignoredParameters(new URLSearchParams('view=globe&view=cube'), [MAP, other])).toEqual(['view=cube'])
  })
})
