import { matchKeybindingPress, parseKeybinding } from 'tinykeys'

/** Within this of each other keys are pressed in one go. */
const TOGETHER_MS = 1_000

/** Held for another key; alone they are none. */
const MODIFIERS: readonly string[] = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta']

/**
 * Which of the bound keys a press completes: `t` after `g` is `g t`. What was pressed before is remembered while bindings come
 * and go, though no more presses than the longest binding has; and it counts when keys were pressed, not when a busy page came
 * to hear of them.
 */
export class PressedSequence {
  #before: readonly KeyboardEvent[] = []

  /**
   * @param bindings keys as tinykeys writes them, each with what they are bound to
   * @returns of several that are complete the first; what it was made of begins nothing else
   */
  completed<Bound>(pressed: KeyboardEvent, bindings: readonly (readonly [string, Bound])[]): Bound | undefined {
    if (MODIFIERS.includes(pressed.key)) return undefined
    const last = this.#before.at(-1)
    const isTogether = last !== undefined && pressed.timeStamp - last.timeStamp <= TOGETHER_MS
    const together = isTogether ? [...this.#before, pressed] : [pressed]
    const hit = bindings.find(([keys]) => endsWith(together, parseKeybinding(keys)))
    const longest = Math.max(1, ...bindings.map(([keys]) => parseKeybinding(keys).length))
    this.#before = hit ? [] : together.slice(-longest)
    return hit?.[1]
  }
}

function endsWith(pressed: readonly KeyboardEvent[], sequence: ReturnType<typeof parseKeybinding>): boolean {
  const last = pressed.slice(-sequence.length)
  return last.length === sequence.length && sequence.every((press, at) => isPress(last[at], press))
}

function isPress(pressed: KeyboardEvent | undefined, press: Parameters<typeof matchKeybindingPress>[1]): boolean {
  return pressed !== undefined && matchKeybindingPress(pressed, press)
}
