'use client'

import clsx from 'clsx'
import { type PointerEvent, type ReactElement, useRef } from 'react'
import { useTranslations } from 'use-intl'

/** Pixels. Narrower nothing could be read; wider than a screen nothing could be seen beside it. */
export const NARROWEST = 48
export const WIDEST = 960

const STEP = 16

/** The edge of a column: dragged, or moved by the arrow keys; `Enter` or a double click gives it its own width again. */
export function ColumnResizer({
  header,
  width,
  side,
  onResize,
}: {
  header: string
  /** Pixels; absent while nobody chose one. */
  width: number | undefined
  /** Which edge: the one on the other side of the column that takes the rest stays where it is. */
  side: 'left' | 'right'
  onResize: (width: number | undefined) => void
}): ReactElement {
  const t = useTranslations('tableMenu')
  const grip = useRef<{ readonly x: number; readonly width: number }>(undefined)
  const sign = side === 'right' ? 1 : -1
  const drag = ({ clientX }: PointerEvent) => {
    if (grip.current) onResize(grip.current.width + sign * (clientX - grip.current.x))
  }
  return (
    <hr
      aria-orientation="vertical"
      aria-label={t('width', { column: header })}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      aria-valuenow={width ?? NARROWEST}
      aria-valuetext={width === undefined ? t('ownWidth') : t('pixels', { width })}
      tabIndex={0}
      onPointerDown={(pointer) => {
        if (pointer.button !== 0) return
        pointer.preventDefault()
        pointer.currentTarget.setPointerCapture(pointer.pointerId)
        grip.current = { x: pointer.clientX, width: widthAround(pointer.currentTarget) }
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        grip.current = undefined
      }}
      onPointerCancel={() => {
        grip.current = undefined
      }}
      onDoubleClick={() => onResize(undefined)}
      onKeyDown={(pressed) => {
        const step = { ArrowLeft: -STEP, ArrowRight: STEP }[pressed.key]
        if (step !== undefined) onResize(widthAround(pressed.currentTarget) + sign * step)
        else if (pressed.key === 'Enter') onResize(undefined)
        else return
        pressed.preventDefault()
        pressed.stopPropagation()
      }}
      className={clsx(
        'inset-focus absolute inset-y-0 m-0 h-full w-2 cursor-col-resize touch-none border-0',
        'after:absolute after:inset-y-2 after:left-[3.5px] after:w-px after:bg-transparent hover:after:bg-edge-strong',
        side === 'right' ? 'right-0' : 'left-0',
      )}
    />
  )
}

function widthAround(edge: HTMLElement): number {
  return edge.closest('th')?.offsetWidth ?? NARROWEST
}
