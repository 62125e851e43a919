'use client'

const LONGEST_MS = 10_000

let held = ''
let stop: (() => void) | undefined

/**
 * From now on letters are kept for a field that is still being loaded, so that none is lost or taken for a shortcut.
 * Ends with `takeTyping`, with Escape, or after ten seconds.
 */
export function holdTyping(giveUp: () => void): void {
  stop?.()
  held = ''
  const onKey = (pressed: KeyboardEvent) => {
    if (pressed.isComposing || pressed.metaKey || pressed.ctrlKey) return
    if (pressed.key === 'Escape') giveUp()
    else if (pressed.key === 'Backspace') held = held.slice(0, -1)
    else if (pressed.key.length === 1) held += pressed.key
    else return
    pressed.preventDefault()
    pressed.stopPropagation()
  }
  const timer = setTimeout(() => stop?.(), LONGEST_MS)
  window.addEventListener('keydown', onKey, true)
  stop = () => {
    clearTimeout(timer)
    window.removeEventListener('keydown', onKey, true)
    stop = undefined
  }
}

/** What was typed meanwhile; the field takes over. */
export function takeTyping(): string {
  stop?.()
  const typed = held
  held = ''
  return typed
}
