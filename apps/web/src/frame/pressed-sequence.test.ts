import { describe, expect, test } from 'vitest'
import { PressedSequence } from './pressed-sequence.ts'

const BOUND = [
  ['g t', 'trace'],
  ['t', 'time'],
  ['Shift+T', 'oldest'],
  ['$mod+k', 'palette'],
] as const

function press(key: string, at = 0, held: readonly string[] = []): KeyboardEvent {
  const pressed = { key, code: '', timeStamp: at, getModifierState: (name: string) => held.includes(name) }
  return pressed as Partial<KeyboardEvent> as KeyboardEvent
}

function pressAll(...keys: readonly KeyboardEvent[]): (string | undefined)[] {
  const sequence = new PressedSequence()
  return keys.map((key) => sequence.completed(key, BOUND))
}

describe('keys pressed one after the other', () => {
  test('complete what they are bound to, the longest first', () => {
    expect(pressAll(press('t'))).toEqual(['time'])
    expect(pressAll(press('g'), press('t', 900))).toEqual([undefined, 'trace'])
    expect(pressAll(press('g'), press('g', 900), press('t', 1_800))).toEqual([undefined, undefined, 'trace'])
    expect(pressAll(press('k', 0, ['Control']))).toEqual(['palette'])
  })

  test('are apart after a second, by when they were pressed', () => {
    expect(pressAll(press('g'), press('t', 1_001))).toEqual([undefined, 'time'])
  })

  test('begin nothing once they completed something', () => {
    expect(pressAll(press('g'), press('t', 100), press('t', 200))).toEqual([undefined, 'trace', 'time'])
    expect(pressAll(press('g'), press('x', 100), press('t', 200))).toEqual([undefined, undefined, 'time'])
  })

  test('are not parted by a key that is only held', () => {
    expect(pressAll(press('g'), press('Shift', 100, ['Shift']), press('t', 200))).toEqual([
      undefined,
      undefined,
      'trace',
    ])
    expect(pressAll(press('Shift', 0, ['Shift']), press('T', 100, ['Shift']))).toEqual([undefined, 'oldest'])
  })

  test('are remembered while bindings come and go', () => {
    const sequence = new PressedSequence()
    expect(sequence.completed(press('g'), BOUND.slice(1))).toBeUndefined()
    expect(sequence.completed(press('t', 100), BOUND.slice(0, 2))).toBe('trace')
  })

  test('are remembered no further back than the longest binding goes', () => {
    const sequence = new PressedSequence()
    for (let at = 0; at < 10; at += 1) sequence.completed(press('x', at), BOUND)
    const repeated = [
      ['x x x x', 'four'],
      ['x x x', 'three'],
    ] as const
    expect(sequence.completed(press('x', 10), repeated)).toBe('three')
  })
})
