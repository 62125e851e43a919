'use client'

import type { Markers } from '@portolan/contract'
import clsx from 'clsx'
import { useRouter } from 'next/navigation'
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
import { useAt } from '../../time/use-at.ts'
import { useCompared } from '../../time/use-compared.ts'
import type { ShownWindow } from '../../time/use-time-window.ts'
import { useWidth } from '../../ui/use-width.ts'
import { Handle, HandleA, Pointed } from './bar-handles.tsx'
import { BarPicture } from './bar-picture.tsx'
import { BAR } from './bar-shape.ts'
import { rolloutAt } from './marks-at.ts'
import { rolloutMarkHref } from './rollout-mark-href.ts'
import { useBarWords } from './use-bar-words.ts'
import type { Scrub } from './use-scrub.ts'

/** So near to the live end means the present. */
const SNAP_PX = 6
/** How near to the handle of A it is taken. */
const GRIP_PX = 8
/** How near to a mark the pointer tells of it. */
const MARK_PX = 5
/** How far down the marks of rollouts are taken, by a mouse and by a finger. */
const MARKS_PX = { mouse: BAR.marks + 2, finger: 24 }
/** So far a press may move and still be a click. */
const CLICK_PX = 4
const ZOOM_STEP = 1.25

type RolloutMark = Markers['rollouts'][number]

/** What a press that lasts does. */
type Drag =
  | { readonly kind: 'scrub' }
  | { readonly kind: 'a' }
  | { readonly kind: 'mark'; readonly x: number; readonly mark: RolloutMark }
  | { readonly kind: 'pan'; readonly x: number; readonly from: number; readonly to: number }
  | undefined

interface ScrubberProperties {
  readonly shown: ShownWindow
  readonly scrub: Scrub
  readonly markers: Markers | undefined
  readonly onPlay: () => void
}

/**
 * The bar itself, a slider through time. A drag looks at other instants; on the axis it moves the window. A click on the mark of
 * a rollout, or Enter where the handle stands on one, leads to its page. The wheel makes the window longer or shorter, sideways
 * it moves it; a double click there makes it the usual one again.
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
  const drag = useRef<Drag>(undefined)
  const [isOnMark, setOnMark] = useState(false)
  const openRollout = useOpenRollout(scrub)
  const words = useBarWords(markers)
  const span = window.to - window.from
  const instantAt = (x: number) => window.from + (Math.min(width, Math.max(0, x)) / width) * span
  const xAt = (at: number) => ((at - window.from) / span) * width
  const markTolerance = (MARK_PX / width) * span
  const markUnder = (pointer: PointerEvent<HTMLElement>) => {
    const depth = pointer.pointerType === 'mouse' ? MARKS_PX.mouse : MARKS_PX.finger
    return yOf(pointer) <= depth ? rolloutAt(markers, instantAt(xOf(pointer)), markTolerance) : undefined
  }
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

  const beginScrub = (x: number) => {
    drag.current = { kind: 'scrub' }
    if (!window.isLive) hold(window, 'replace')
    wantAt(x)
  }
  const markHere = rolloutAt(markers, scrub.time, 0)
  const handlers = {
    onPointerDown: (pointer: PointerEvent<HTMLElement>) => {
      if (pointer.button !== 0) return
      pointer.currentTarget.setPointerCapture(pointer.pointerId)
      const x = xOf(pointer)
      const mark = markUnder(pointer)
      if (yOf(pointer) > BAR.axis) drag.current = { kind: 'pan', x, from: window.from, to: window.to }
      else if (a !== undefined && Math.abs(x - xAt(a)) < GRIP_PX) drag.current = { kind: 'a' }
      else if (mark) drag.current = { kind: 'mark', x, mark }
      else beginScrub(x)
    },
    onPointerMove: (pointer: PointerEvent<HTMLElement>) => {
      const x = xOf(pointer)
      setPointedAt(instantAt(x))
      setOnMark(markUnder(pointer) !== undefined)
      const { current } = drag
      if (current?.kind === 'scrub') wantAt(x)
      if (current?.kind === 'mark' && Math.abs(x - current.x) > CLICK_PX) beginScrub(x)
      if (current?.kind === 'a') setDraggedA(Math.round(Math.max(instantAt(x), oldestAt ?? 0)))
      if (current?.kind !== 'pan') return
      const by = Math.min(((current.x - x) / width) * span, now - current.to)
      hold({ from: current.from + by, to: current.to + by }, 'replace')
    },
    onPointerUp: () => {
      if (draggedA !== undefined) compare({ time: draggedA })
      if (drag.current?.kind === 'mark') openRollout(drag.current.mark)
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
        ...(markHere && { Enter: () => openRollout(markHere) }),
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
          : [words.instant(scrub.time, now), words.marks(scrub.time, 0), markHere && t('enterOpens')]
              .filter(Boolean)
              .join('. ')
      }
      {...handlers}
      className={clsx(
        'inset-focus relative h-[64px] min-w-0 max-md:flex-none flex-1 touch-none select-none overflow-hidden',
        isOnMark ? 'cursor-pointer' : 'cursor-crosshair',
      )}
    >
      {width > 0 && (
        <svg aria-hidden="true" width={width} height={BAR.height} className="block overflow-visible">
          <BarPicture markers={markers} window={window} width={width} oldestAt={oldestAt} />
          {pointedAt !== undefined && drag.current === undefined && (
            <Pointed
              at={pointedAt}
              x={xAt(pointedAt)}
              width={width}
              marks={[words.marks(pointedAt, markTolerance), isOnMark && t('clickOpens')].filter(Boolean).join(' · ')}
            />
          )}
          {a !== undefined && <HandleA x={xAt(a)} />}
          <Handle x={xAt(scrub.time)} width={width} isLive={scrub.isLive} isWaiting={scrub.isWaiting} />
        </svg>
      )}
    </div>
  )
}

const xOf = ({ clientX, currentTarget }: PointerEvent<HTMLElement>): number =>
  clientX - currentTarget.getBoundingClientRect().left

const yOf = ({ clientY, currentTarget }: PointerEvent<HTMLElement>): number =>
  clientY - currentTarget.getBoundingClientRect().top

/** Goes to the page of a rollout that is marked. */
function useOpenRollout({ time }: Scrub): (mark: RolloutMark) => void {
  const router = useRouter()
  const { text } = useAt()
  return (mark) => router.push(rolloutMarkHref(mark, { time, text }))
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
