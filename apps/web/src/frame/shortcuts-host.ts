'use client'

import { useEffect, useRef } from 'react'
import { defaultKeybindingsHandlerIgnore } from 'tinykeys'
import { usePreferences } from '../preferences/preferences-store.ts'
import { pressEarlyKeys } from './early-keys.ts'
import { escapeOnce } from './escape-stack.ts'
import { focusNextRegion } from './next-region.ts'
import { PressedSequence } from './pressed-sequence.ts'
import { type ChosenKeys, isEverywhere, keysOf } from './shortcut-table.ts'
import { type Shortcut, useAllShortcuts, useShortcuts } from './shortcuts.ts'

/** Binds the offered shortcuts to the window; rendered once, by the shell. It comes with the first screen. */
export function ShortcutsHost(): null {
  const shortcuts = useAllShortcuts()
  const { hasSingleKeys, keys: chosen } = usePreferences()
  useShortcuts([{ id: 'everywhere.regions', run: focusNextRegion }])
  const sequence = useRef<PressedSequence>(undefined)

  useEffect(() => {
    const bindings = bindingsOf(shortcuts, chosen).filter(([keys]) => hasSingleKeys || !isSingleKey(keys))
    sequence.current ??= new PressedSequence()
    const { current } = sequence
    const onKey = (pressed: KeyboardEvent) => {
      if (pressed.defaultPrevented) return
      if (pressed.key === 'Escape' && escapeOnce()) pressed.preventDefault()
      else if (isKey(pressed) && !isForSomeoneElse(pressed)) current.completed(pressed, bindings)?.(pressed)
    }
    window.addEventListener('keydown', closePopover, true)
    window.addEventListener('keydown', onKey)
    pressEarlyKeys()
    return () => {
      window.removeEventListener('keydown', closePopover, true)
      window.removeEventListener('keydown', onKey)
    }
  }, [shortcuts, hasSingleKeys, chosen])

  return null
}

/** Whether a slip, or speech that is taken for keys, could press it (WCAG 2.1.4): not what goes with Ctrl or ⌘, nor `F6`. */
export function isSingleKey(keys: string): boolean {
  return !keys.includes('$mod') && !/^F\d/.test(keys)
}

type Binding = readonly [string, (pressed: KeyboardEvent) => void]

/** `g t` goes before `t`: the first that is pressed to its end wins. Of two for one key the screen's does. */
function bindingsOf(shortcuts: readonly Shortcut[], chosen: ChosenKeys): Binding[] {
  const pressesOf = ([keys]: Binding) => keys.split(' ').length
  return shortcuts
    .toReversed()
    .sort((a, b) => Number(isEverywhere(b.id)) - Number(isEverywhere(a.id)))
    .flatMap(({ id, run }): Binding[] => {
      const keys = keysOf(id, chosen)
      if (!run || keys === '') return []
      const press = (pressed: KeyboardEvent) => {
        pressed.preventDefault()
        run()
      }
      return [[keys, press]]
    })
    .sort((a, b) => pressesOf(b) - pressesOf(a))
}

/** Filling in a form tells of a key that nobody pressed and that has no name. */
function isKey(pressed: Partial<KeyboardEvent>): boolean {
  return Boolean(pressed.key && pressed.code && pressed.getModifierState)
}

/** A popover lies over everything that Escape could close: one press closes it and nothing else. */
function closePopover(pressed: KeyboardEvent): void {
  if (pressed.key !== 'Escape' || pressed.isComposing) return
  const open = document.querySelector<HTMLElement>('[popover="auto"]:popover-open')
  if (!open) return
  open.hidePopover()
  pressed.preventDefault()
  pressed.stopPropagation()
}

/** Text being typed or composed, and dialogs, keep their keys; `⌘K` works everywhere. */
function isForSomeoneElse(pressed: KeyboardEvent): boolean {
  if (pressed.isComposing) return true
  if (pressed.metaKey || pressed.ctrlKey) return false
  const { target } = pressed
  if (target instanceof Element && target.closest('[role="dialog"], input, textarea, select')) return true
  return defaultKeybindingsHandlerIgnore(pressed)
}
