import { expect, test } from 'vitest'
import { type AwaitedStep, isStillAwaited } from './awaited-step.ts'

const PAST = '2026-11-21T14:03:22.418Z'

function asked(at: string | undefined): AwaitedStep {
  return { direction: 'earlier', from: Date.parse(PAST), at, since: 1_000 }
}

test('a step that waits for marks is taken where it was asked for, in the present or in the past', () => {
  expect([undefined, PAST, 'seq:4711'].map((at) => isStillAwaited(asked(at), { at, now: 2_000 }))).toEqual([
    true,
    true,
    true,
  ])
})

test.each([
  ['went elsewhere', PAST, 'seq:4711'],
  ['left the present', undefined, PAST],
  ['went to the present', PAST, undefined],
])('a step that waits for marks does not fetch back who %s', (_, from, at) => {
  expect(isStillAwaited(asked(from), { at, now: 2_000 })).toBe(false)
})

test('a step that waits for marks is waited for ten seconds', () => {
  expect([11_000, 11_001].map((now) => isStillAwaited(asked(PAST), { at: PAST, now }))).toEqual([true, false])
})
