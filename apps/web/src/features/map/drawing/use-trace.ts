'use client'

import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { CardId, Scene } from '../scene/scene.ts'
import { type Trace, type Traffic, traceThrough } from '../scene/trace.ts'

const HOVER_MS = 90

interface Traced {
  readonly id: CardId
  readonly rule: number | undefined
}

/**
 * The path that is shown: through what the pointer rests on, else through what has the keyboard's focus, else through what is
 * in the drawer.
 */
export function useTrace(scene: Scene, traffic: Traffic, drawerKey: string | null) {
  const [hovered, setHovered] = useState<Traced>()
  const [focused, setFocused] = useState<CardId>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const pinned = useMemo(() => {
    if (drawerKey === null) return undefined
    for (const card of scene.cards.values()) if (card.key === drawerKey) return card.id
    return undefined
  }, [scene, drawerKey])

  const id = hovered?.id ?? focused ?? pinned
  const rule = hovered?.rule
  const trace = useMemo(
    () => (id !== undefined && scene.cards.has(id) ? traceThrough(traffic, id, rule) : undefined),
    [traffic, scene, id, rule],
  )

  const rest = (next: Traced | undefined) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => setHovered((known) => (isSame(known, next) ? known : next)), HOVER_MS)
  }
  return {
    trace,
    /** The rest fades while something is pointed at; what is in the drawer is marked, and leaves the chart readable. */
    isFading: trace !== undefined && (hovered !== undefined || focused !== undefined),
    handlers: {
      pointerover: (pointer: PointerEvent) =>
        rest(pointer.pointerType === 'touch' ? undefined : tracedAt(pointer.target)),
      pointerleave: () => rest(undefined),
    },
    setFocused,
  }
}

function isSame(a: Traced | undefined, b: Traced | undefined): boolean {
  return a?.id === b?.id && a?.rule === b?.rule
}

function tracedAt(target: unknown): Traced | undefined {
  if (!(target instanceof Element)) return undefined
  const id = target.closest<HTMLElement>('[data-id]')?.dataset.of
  const rule = target.closest<HTMLElement>('[data-rule]')?.dataset.rule
  return id === undefined ? undefined : { id, rule: rule === undefined ? undefined : Number(rule) }
}

/** Marks what is on the path among the cards in the page; all else fades by the one class on the container. */
export function useLitMarks(container: RefObject<HTMLElement | null>, trace: Trace | undefined): void {
  useLayoutEffect(() => {
    for (const card of container.current?.querySelectorAll<HTMLElement>('[data-id]') ?? []) {
      card.toggleAttribute('data-lit', trace?.cards.has(card.dataset.of ?? '') ?? false)
    }
  })
}
