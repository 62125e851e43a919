import type { Timers } from '../controllers/time/timers.ts'

/** Wait so long, or until something holds (looked at twice a second) but at most so long. */
export type Pause = { forMs: number } | { until: () => boolean; atMostMs: number }

/** What somebody does, step by step, with pauses between. */
export type Script = Generator<Pause, void, void>

const LOOK_MS = 500

/** Play a script to its end on these timers, then call `done`. */
export function play(script: Script, timers: Timers, done: () => void): void {
  const step = (): void => {
    const { value: pause, done: isOver } = script.next()
    if (isOver === true || pause === undefined) done()
    else if ('forMs' in pause) timers.after(pause.forMs, step)
    else waitUntil(pause.until, timers.now() + pause.atMostMs)
  }
  const waitUntil = (holds: () => boolean, deadline: number): void => {
    if (holds() || timers.now() >= deadline) step()
    else timers.after(LOOK_MS, () => waitUntil(holds, deadline))
  }
  step()
}
