import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inLinkOrder } from './link-order.ts'

const IN_ORDER: [string, string][] = [
  ['namespace', 'shop'],
  ['namespace', 'pay'],
  ['view', 'flow'],
  ['q', 'state:bad'],
  ['zoom', '2'],
  ['focus', 'Service/shop/web'],
  ['at', '2026-11-21T14:03:22.418Z'],
  ['from', '-1h'],
  ['depth', 'foo'],
  ['step', '2'],
]

test('equal screens have equal links, in whichever order their parameters were set', () => {
  const names = [...new Set(IN_ORDER.map(([name]) => name))]
  fc.assert(
    fc.property(fc.shuffledSubarray(names, { minLength: names.length }), (shuffled) => {
      const pairs = shuffled.flatMap((name) => IN_ORDER.filter(([each]) => each === name))
      expect([...inLinkOrder(new URLSearchParams(pairs))]).toEqual(IN_ORDER)
    }),
  )
})
