import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TextLines } from './text-lines.ts'

const line = fc
  .array(fc.constantFrom('a', '"', 'é', '😀', '\u2028', '\r'), { maxLength: 5 })
  .map((parts) => parts.join(''))

test('the lines of a text are those between its line feeds, in whichever order they are asked for', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 9 }), fc.array(fc.nat(12)), (lines, indexes) => {
      const text = new TextLines(Buffer.from(lines.join('\n')))
      expect(indexes.map((index) => text.at(index))).toEqual(indexes.map((index) => lines[index]))
      expect([...text]).toEqual(lines)
    }),
  )
})
