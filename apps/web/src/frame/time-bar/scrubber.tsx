'use client'

import type { Markers } from '@portolan/contract'
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactElement,
  useEffect,
  useRef,
  useState,
} from 'react'
import { useTranslations } from 'use-intl'
import { shiftWindow, zoomWindow } from '../../time/time-window.ts'
import { useCompared } from '../../time/use-compared.ts'
import type { ShownWindow } from '../../time/use-time-window.ts'
import { useWidth } from '../../ui/use-width.ts'
import { Handle, HandleA, Pointed } from './bar-handles.tsx'
import { BarPicture } from './bar-picture.tsx'
import { BAR } from './bar-shape.ts'
import { useBarWords } from './use-bar-words.ts'
import type { Scrub } from './use-scrub.ts'

/** So near to the live end means the present. */
const SNAP_PX = 6
/** How near to the handle of A it is taken. */
const GRIP_PX = 8
/** How near to a mark the pointer tells of it. */
const MARK_PX = 5
const ZOOM_STEP = 1.25

interface ScrubberProperties {
  readonly shown: ShownWindow
  readonly scrub: Scrub
  readonly markers: Markers | undefined
  readonly onPlay: () => void
}

/**
 * The bar itself, a slider through time. A drag looks at other instants; on the axis it moves the window. The wheel makes the
 * window longer or shorter, sideways it moves it; a double click there makes it the usual one again.
 */
export function Scrubber({ shown, scrub, markers, onPlay }: ScrubberProperties): ReactElement {
  const { window, now, oldestAt, follow, hold } = shown
  const t = useTranslations('timeBar')
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const [pointedAt, setPointedAt] = useState<number>()
  const { aTime, compare } = useCompared()
  const [draggedA, setDraggedA] = useState<number>()
  const a = draggedA ?? aTime
  const drag = useRef<{ kind: 'scrub' } | { kind: 'a' } | { kind: 'pan'; x: number; from: number; to: number }>(
    undefined,
  )
  const words = useBarWords(markers)
  const span = window.to - window.from
  const instantAt = (x: number) => window.from + (Math.min(width, Math.max(0, x)) / width) * span
  const xAt = (at: number) => ((at - window.from) / span) * width
  const wantAt = (x: number) => {
    if (window.isLive && x > width - SNAP_PX) return scrub.want(undefined)
    scrub.want(Math.max(instantAt(x), oldestAt ?? 0))
  }
  useWheel(frame, (wheel) => {
    const box = frame.current?.getBoundingClientRect()
    if (!box || width === 0) return
    const isSideways = wheel.shiftKey || Math.abs(wheel.deltaX) > Math.abs(wheel.deltaY)
    const by = Math.abs(wheel.deltaX) > Math.abs(wheel.deltaY) ? wheel.deltaX : wheel.deltaY
    const next = isSideways
      ? shiftWindow(window, by / width, now)
      : zoomWindow(window, by > 0 ? ZOOM_STEP : 1 / ZOOM_STEP, instantAt(wheel.clientX - box.left))
    hold({ from: next.from, to: Math.min(next.to, now) }, 'replace')
  })

  const xOf = ({ clientX, currentTarget }: PointerEvent<HTMLElement>) =>
    clientX - currentTarget.getBoundingClientRect().left
  const yOf = ({ clientY, currentTarget }: PointerEvent<HTMLElement>) =>
    clientY - currentTarget.getBoundingClientRect().top
  const handlers = {
    onPointerDown: (pointer: PointerEvent<HTMLElement>) => {
      if (pointer.button !== 0) return
      pointer.currentTarget.setPointerCapture(pointer.pointerId)
      const x = xOf(pointer)
      const isOnAxis = yOf(pointer) > BAR.axis
      drag.current = isOnAxis ? { kind: 'pan', x, from: window.from, to: window.to } : { kind: 'scrub' }
      if (isOnAxis) return
      if (a !== undefined && Math.abs(x - xAt(a)) < GRIP_PX) {
        drag.current = { kind: 'a' }
        return
      }
      if (!window.isLive) hold(window, 'replace')
      wantAt(x)
    },
    onPointerMove: (pointer: PointerEvent<HTMLElement>) => {
      const x = xOf(pointer)
      setPointedAt(instantAt(x))
      const { current } = drag
      if (current?.kind === 'scrub') wantAt(x)
      if (current?.kind === 'a') setDraggedA(Math.round(Math.max(instantAt(x), oldestAt ?? 0)))
      if (current?.kind !== 'pan') return
      const by = Math.min(((current.x - x) / width) * span, now - current.to)
      hold({ from: current.from + by, to: current.to + by }, 'replace')
    },
    onPointerUp: () => {
      if (draggedA !== undefined) compare({ time: draggedA })
      setDraggedA(undefined)
      drag.current = undefined
    },
    onPointerLeave: () => setPointedAt(undefined),
    onDoubleClick: ({ clientY, currentTarget }: MouseEvent<HTMLElement>) => {
      if (clientY - currentTarget.getBoundingClientRect().top > BAR.axis) follow(null)
    },
    onKeyDown: (pressed: KeyboardEvent<HTMLElement>) => {
      if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.shiftKey) return
      const step = stepOf(pressed.key, markers?.stepMs ?? 1_000)
      const moves: Record<string, () => void> = {
        Home: () => scrub.want(Math.max(window.from, oldestAt ?? 0)),
        End: () => scrub.want(window.isLive ? undefined : window.to),
        ' ': onPlay,
      }
      const move =
        step === undefined
          ? moves[pressed.key]
          : () => {
              const next = Math.max(scrub.time + step, oldestAt ?? 0)
              scrub.want(next >= now ? undefined : next)
            }
      if (!move) return
      pressed.preventDefault()
      move()
    },
  }
  return (
    <div
      ref={frame}
      role="slider"
      tabIndex={0}
      aria-label={t('label')}
      aria-valuemin={Math.round(window.from)}
      aria-valuemax={Math.round(window.to)}
      aria-valuenow={Math.round(Math.min(Math.max(scrub.time, window.from), window.to))}
      aria-valuetext={
        scrub.isLive
          ? t('live')
          : [words.instant(scrub.time, now), words.marks(scrub.time, 0)].filter(Boolean).join('. ')
      }
      {...handlers}
      className="inset-focus relative h-[64px] min-w-0 max-md:flex-none flex-1 cursor-crosshair touch-none select-none overflow-hidden"
    >
      {width > 0 && (
        <svg aria-hidden="true" width={width} height={BAR.height} className="block overflow-visible">
          <BarPicture markers={markers} window={window} width={width} oldestAt={oldestAt} />
          {pointedAt !== undefined && drag.current === undefined && (
            <Pointed
              at={pointedAt}
              x={xAt(pointedAt)}
              width={width}
              marks={words.marks(pointedAt, (MARK_PX / width) * span)}
            />
          )}
          {a !== undefined && <HandleA x={xAt(a)} />}
          <Handle x={xAt(scrub.time)} width={width} isLive={scrub.isLive} isWaiting={scrub.isWaiting} />
        </svg>
      )}
    </div>
  )
}

function stepOf(key: string, stepMs: number): number | undefined {
  return {
    ArrowLeft: -stepMs,
    ArrowDown: -stepMs,
    ArrowRight: stepMs,
    ArrowUp: stepMs,
    PageUp: 10 * stepMs,
    PageDown: -10 * stepMs,
  }[key]
}

/** React listens to the wheel without being able to keep the page from scrolling. */
function useWheel(element: { readonly current: HTMLElement | null }, onWheel: (wheel: WheelEvent) => void): void {
  const latest = useRef(onWheel)
  useEffect(() => {
    latest.current = onWheel
  })
  useEffect(() => {
    const { current } = element
    const listener = (wheel: WheelEvent) => {
      wheel.preventDefault()
      latest.current(wheel)
    }
    current?.addEventListener('wheel', listener, { passive: false })
    return () => current?.removeEventListener('wheel', listener)
  }, [element])
}
