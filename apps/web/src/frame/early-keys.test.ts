import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { pressEarlyKeys } from './early-keys.ts'
import { PressedSequence } from './pressed-sequence.ts'

const BOUND = [
  ['g t', 'trace'],
  ['t', 'time'],
] as const

class Press extends Event {
  readonly key: string
  readonly code: string

  constructor(type: string, { key = '', code = '', ...more }: KeyboardEventInit) {
    super(type, more)
    this.key = key
    this.code = code
  }

  getModifierState(): boolean {
    return false
  }
}

let page: EventTarget

beforeEach(() => {
  page = new EventTarget()
  vi.stubGlobal('KeyboardEvent', Press)
  vi.stubGlobal('document', { activeElement: page })
  vi.spyOn(performance, 'now').mockReturnValue(20_000)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test.each([
  ['in one go are one sequence', { g: 12_000, t: 12_900 }, [undefined, 'trace']],
  ['long after each other are none', { g: 12_000, t: 17_000 }, [undefined, 'time']],
  ['too long ago are not pressed again', { g: 4_999, t: 5_000 }, ['time']],
])('keys that were pressed early %s', async (_, times, completed) => {
  const sequence = new PressedSequence()
  const heard: (string | undefined)[] = []
  page.addEventListener('keydown', (pressed) => heard.push(sequence.completed(pressed as KeyboardEvent, BOUND)))
  const pressed = Object.entries(times).map(([key, timeStamp]) => ({ key, code: '', timeStamp }))
  const stop = vi.fn()
  vi.stubGlobal('portolanEarlyKeys', { pressed, stop })
  pressEarlyKeys()
  pressEarlyKeys()
  await Promise.resolve()
  expect([heard, stop.mock.calls.length]).toEqual([completed, 1])
})
