import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyPatch, packPatch, packState, type ShelfTexts, unpackState } from './checkpoint-content.ts'

const character = fc.constantFrom('a', 'b', '"', '\\', 'é', '😀', '😁', '\u2028')
const text = fc.array(character, { maxLength: 12 }).map((characters) => JSON.stringify(characters.join('')))
const shelf = fc.uniqueArray(fc.tuple(fc.nat(9), text), { selector: ([id]) => id, maxLength: 8 })
const texts: fc.Arbitrary<ShelfTexts> = shelf.map((entries) => new Map(entries))

/** Some of a shelf as it was or changed, in its order, then what came; no id comes again. */
const twoStates = fc.tuple(texts, fc.array(fc.boolean()), texts).map(([base, isGone, later]) => {
  const kept = new Map([...base].filter((_, index) => !isGone[index]))
  const come = [...later].filter(([id]) => kept.has(id) || !base.has(id))
  return { base, after: new Map([...kept, ...come]) }
})

describe('the content of a checkpoint', () => {
  test('is the state, to the letter', () => {
    fc.assert(
      fc.property(texts, (state) => {
        expect([...unpackState(packState(state))]).toEqual([...state])
      }),
    )
  })

  test('is the state, to the letter, also as a patch of another one', () => {
    fc.assert(
      fc.property(twoStates, ({ base, after }) => {
        expect([...applyPatch(base, packPatch(base, after).content)]).toEqual([...after])
      }),
      { numRuns: 500 },
    )
  })

  test('weighs nothing as a patch of itself', () => {
    const state = new Map([[7, '{"status":{}}']])
    expect(packPatch(state, state).weight).toBe(0)
  })
})
