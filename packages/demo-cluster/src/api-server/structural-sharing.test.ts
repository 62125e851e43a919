import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyForWriting, deepFreeze, keepUnchanged } from './structural-sharing.ts'

/** No field of a Kubernetes object can be called `__proto__`. */
const aValue = fc.jsonValue({ maxDepth: 4 }).filter((value) => !JSON.stringify(value).includes('__proto__'))

test('what is kept unchanged always equals what was written', () => {
  fc.assert(
    fc.property(aValue, aValue, (before, after) => {
      expect(keepUnchanged(before, after)).toEqual(after)
    }),
  )
})

test('an equal copy is the original itself', () => {
  fc.assert(
    fc.property(aValue, (value) => {
      expect(keepUnchanged(value, copyForWriting(value))).toBe(value)
    }),
  )
})

test('only the way down to the edit is new', () => {
  const before = deepFreeze({ spec: { template: { a: 1 } }, status: { conditions: [{ type: 'A' }, { type: 'B' }] } })
  const draft = copyForWriting(before)
  Object.assign(draft.status.conditions[1] ?? {}, { status: 'True' })
  const after = keepUnchanged(before, draft)
  expect(after.status.conditions).toEqual([{ type: 'A' }, { type: 'B', status: 'True' }])
  expect([after.spec === before.spec, after.status.conditions[0] === before.status.conditions[0]]).toEqual([true, true])
})

test('a field set to undefined is a field removed', () => {
  const before: { a?: number; b: number } = { a: 1, b: 2 }
  expect(Object.keys(keepUnchanged(before, { a: undefined, b: 2 } as unknown as typeof before))).toEqual(['b'])
  const bare = { b: 2 }
  expect(keepUnchanged(bare, { a: undefined, b: 2 } as typeof bare)).toBe(bare)
})
