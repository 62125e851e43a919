'use client'

import { useEffect, useRef, useSyncExternalStore } from 'react'
import { createKeybindingsHandler, defaultKeybindingsHandlerIgnore } from 'tinykeys'
import { usePreferences } from '../preferences/preferences-store.ts'
import { escapeOnce } from './escape-stack.ts'

/** One shortcut: `keys` as tinykeys writes them (`g m`, `[Shift]+?`, `$mod+k`), `shown` as people read them. */
export interface Shortcut {
  readonly keys: string
  readonly shown: string
  /** What it does, in the reader's language; the help lists it. */
  readonly label: string
  /** `screen`: only here, listed first. */
  readonly scope: 'everywhere' | 'screen'
  readonly run: () => void
}

const NONE: readonly Shortcut[] = []
const groups = new Set<readonly Shortcut[]>()
const listeners = new Set<() => void>()
let all: readonly Shortcut[] = NONE

function regroup(): void {
  all = [...groups].flat().sort((a, b) => Number(a.scope === 'everywhere') - Number(b.scope === 'everywhere'))
  for (const listener of listeners) listener()
}

/** Offer shortcuts while mounted. The newest closure of each `run` is called; keys and labels may change too. */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  const latest = useRef(shortcuts)
  useEffect(() => {
    latest.current = shortcuts
  })
  const identity = shortcuts.map(({ keys, label }) => `${keys}=${label}`).join('\n')
  useEffect(() => {
    if (!identity) return
    const group = latest.current.map((shortcut, at) => ({ ...shortcut, run: () => latest.current[at]?.run() }))
    groups.add(group)
    regroup()
    return () => {
      groups.delete(group)
      regroup()
    }
  }, [identity])
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Everything that can be pressed here and now, what belongs to the screen first. */
export function useAllShortcuts(): readonly Shortcut[] {
  return useSyncExternalStore(
    subscribe,
    () => all,
    () => NONE,
  )
}

/** Binds the offered shortcuts to the window; rendered once, by the shell. */
export function ShortcutsHost(): null {
  const shortcuts = useAllShortcuts()
  const { hasSingleKeys } = usePreferences()

  useEffect(() => {
    const offered = hasSingleKeys ? shortcuts : shortcuts.filter(({ keys }) => keys.includes('$mod'))
    const handler = createKeybindingsHandler(
      Object.fromEntries(
        longestFirst(offered.toReversed()).map(({ keys, run }) => [
          keys,
          (pressed: KeyboardEvent) => {
            pressed.preventDefault()
            run()
          },
        ]),
      ),
      { ignore: isForSomeoneElse },
    )
    const onKey = (pressed: KeyboardEvent) => {
      if (pressed.defaultPrevented) return
      if (pressed.key === 'Escape' && escapeOnce()) pressed.preventDefault()
      else handler(pressed)
    }
    window.addEventListener('keydown', closePopover, true)
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('keydown', closePopover, true)
      window.removeEventListener('keydown', onKey)
    }
  }, [shortcuts, hasSingleKeys])

  return null
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

/** `g t` goes before `t`: the first that is pressed to its end wins. */
function longestFirst(shortcuts: readonly Shortcut[]): Shortcut[] {
  const pressesOf = ({ keys }: Shortcut) => keys.split(' ').length
  return shortcuts.toSorted((a, b) => pressesOf(b) - pressesOf(a))
}

/** Text being typed or composed, and dialogs, keep their keys; `⌘K` works everywhere. */
function isForSomeoneElse(pressed: KeyboardEvent): boolean {
  if (pressed.isComposing) return true
  if (pressed.metaKey || pressed.ctrlKey) return false
  const { target } = pressed
  if (target instanceof Element && target.closest('[role="dialog"], input, textarea, select')) return true
  return defaultKeybindingsHandlerIgnore(pressed)
}
