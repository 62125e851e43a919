'use client'

import { type ReactElement, useEffect, useRef, useState } from 'react'

interface Hint {
  readonly target: HTMLElement
  readonly text: string
  readonly keys: string | undefined
}

const DELAY_MS = 400
const GAP = 6

/**
 * One tooltip for the whole page. Any element with `data-hint` shows it on hover after a moment and on keyboard focus at
 * once; with `data-hint-beside` at once in both cases, and to its right. Escape hides it, the pointer may move onto it
 * (WCAG 1.4.13). It repeats the accessible name, never adds to it.
 */
export function HintLayer({
  keysOf,
}: {
  /** `data-hint-keys` as it is shown. */
  keysOf: (named: string) => string
}): ReactElement {
  const [hint, setHint] = useState<Hint>()
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => listenForHints(setHint), [])

  useEffect(() => {
    if (!hint || !box.current) return
    box.current.showPopover()
    place(box.current, hint.target)
    const element = box.current
    return () => element.hidePopover()
  }, [hint])

  return (
    <div
      ref={box}
      popover="manual"
      aria-hidden="true"
      data-hint-box=""
      className="pointer-events-auto fixed m-0 max-w-80 rounded-chip border border-line bg-raised px-2 py-1 text-12 text-text-1 shadow-raised"
    >
      {hint?.text}
      {hint?.keys && keysOf(hint.keys) && <kbd className="mono ml-2 text-text-3">{keysOf(hint.keys)}</kbd>}
    </div>
  )
}

function listenForHints(show: (hint: Hint | undefined) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let shown: HTMLElement | undefined

  const set = (target: HTMLElement | undefined, delayMs: number) => {
    if (target === shown) return
    clearTimeout(timer)
    shown = target
    timer = setTimeout(() => show(hintOf(target)), delayMs)
  }
  const onPointer = (pointer: PointerEvent) => {
    if (pointer.pointerType === 'touch' || isInHintBox(pointer.target)) return
    const target = targetOf(pointer.target)
    set(target, target ? (isBeside(target) ? 0 : DELAY_MS) : 80)
  }
  const onFocus = (focus: FocusEvent) => {
    const target = targetOf(focus.target)
    if (target?.matches(':focus-visible')) set(target, 0)
  }
  const hide = () => set(undefined, 0)
  const onKey = (key: KeyboardEvent) => {
    if (key.key === 'Escape') hide()
  }

  document.addEventListener('pointerover', onPointer)
  document.addEventListener('focusin', onFocus)
  document.addEventListener('focusout', hide)
  document.addEventListener('pointerdown', hide)
  document.addEventListener('keydown', onKey, true)
  return () => {
    clearTimeout(timer)
    document.removeEventListener('pointerover', onPointer)
    document.removeEventListener('focusin', onFocus)
    document.removeEventListener('focusout', hide)
    document.removeEventListener('pointerdown', hide)
    document.removeEventListener('keydown', onKey, true)
  }
}

function targetOf(node: EventTarget | null): HTMLElement | undefined {
  if (!(node instanceof Element)) return undefined
  return node.closest<HTMLElement>('[data-hint]') ?? undefined
}

function isInHintBox(node: EventTarget | null): boolean {
  return node instanceof Element && node.closest('[data-hint-box]') !== null
}

function hintOf(target: HTMLElement | undefined): Hint | undefined {
  const text = target?.dataset.hint
  return target?.isConnected && text ? { target, text, keys: target.dataset.hintKeys } : undefined
}

/** Icons without a name in sight: what they are is told without waiting. */
function isBeside(target: HTMLElement): boolean {
  return target.dataset.hintBeside !== undefined
}

/** Below the target, above where there is no room, or beside it; never outside the window. */
function place(box: HTMLElement, target: HTMLElement): void {
  const around = target.getBoundingClientRect()
  const { width, height } = box.getBoundingClientRect()
  const below = around.bottom + GAP
  const [wantedTop, wantedLeft] = isBeside(target)
    ? [around.top + around.height / 2 - height / 2, around.right + GAP]
    : [below + height > innerHeight ? around.top - height - GAP : below, around.left + around.width / 2 - width / 2]
  const top = Math.max(4, wantedTop)
  const left = Math.min(Math.max(4, wantedLeft), innerWidth - width - 4)
  box.style.top = `${top}px`
  box.style.left = `${left}px`
}
