'use client'

import { type RefObject, useEffect } from 'react'

const LEAST_MOVE = 4

/**
 * Dragging with the middle button, or with `Space` held, moves what scrolls under the pointer.
 *
 * @param isByHand also with the first button, where nothing inside is to be selected or dragged
 */
export function usePan(scroller: RefObject<HTMLElement | null>, { isByHand }: { isByHand: boolean }): void {
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    return listenForDrags(element, isByHand)
  }, [scroller, isByHand])
}

function listenForDrags(element: HTMLElement, isByHand: boolean): () => void {
  const stop = new AbortController()
  const { signal } = stop
  let isSpaceHeld = false
  let drag: { pointer: number; y: number; top: number; hasMoved: boolean } | undefined
  const onDown = (down: PointerEvent) => {
    const isOurs = down.button === 1 || (down.button === 0 && (isSpaceHeld || isByHand))
    if (!isOurs || down.pointerType === 'touch') return
    if (down.button === 1 || isSpaceHeld) down.preventDefault()
    drag = { pointer: down.pointerId, y: down.clientY, top: element.scrollTop, hasMoved: false }
  }
  const onMove = (move: PointerEvent) => {
    if (drag?.pointer !== move.pointerId) return
    // Let go beside what scrolls, before it moved far enough to be captured.
    if (move.buttons === 0) return onEnd()
    const moved = move.clientY - drag.y
    if (!drag.hasMoved && Math.abs(moved) < LEAST_MOVE) return
    if (!drag.hasMoved) {
      element.setPointerCapture(move.pointerId)
      element.style.cursor = 'grabbing'
      drag.hasMoved = true
    }
    element.scrollTop = drag.top - moved
  }
  const onEnd = () => {
    if (drag?.hasMoved) swallowClick()
    element.style.cursor = ''
    drag = undefined
  }
  element.addEventListener('pointerdown', onDown, { signal })
  element.addEventListener('pointermove', onMove, { signal })
  element.addEventListener('pointerup', onEnd, { signal })
  element.addEventListener('pointercancel', onEnd, { signal })
  const onSpace = ({ key, type }: KeyboardEvent) => {
    if (key === ' ') isSpaceHeld = type === 'keydown'
  }
  window.addEventListener('keydown', onSpace, { signal })
  window.addEventListener('keyup', onSpace, { signal })
  // A key let go in another window is never told here.
  const onBlur = () => {
    isSpaceHeld = false
    onEnd()
  }
  window.addEventListener('blur', onBlur, { signal })
  return () => stop.abort()
}

/** A drag ends with a click on whatever it began on, which nobody meant. */
function swallowClick(): void {
  const swallow = (click: MouseEvent) => {
    click.preventDefault()
    click.stopPropagation()
  }
  window.addEventListener('click', swallow, { capture: true, once: true })
  setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
}
