import { type Selection, select } from 'd3-selection'
import { type D3ZoomEvent, type ZoomBehavior, type ZoomTransform, zoom, zoomIdentity } from 'd3-zoom'
import { SHORTEST_MS, type Stretch } from '../model/stretch.ts'
import type { PlotView } from './plot-view.ts'

/** Where the plot lies in the element that is zoomed, in pixels. */
export interface PlotPlace {
  readonly left: number
  readonly width: number
}

interface Zoomed {
  readonly place: PlotPlace
  readonly view: PlotView
  /** A gesture is over: time to put the stretch into the link. */
  readonly onEnd: () => void
}

/**
 * Wheel with Ctrl or ⌘ zooms around the pointer, over the axis the wheel alone does; sideways it moves along; two fingers
 * pinch. Scrolling and a finger that moves up and down keep their meaning: this chart is part of a page.
 *
 * @returns ends it
 */
export function zoomByGesture(element: HTMLElement, { place, view, onEnd }: Zoomed): () => void {
  const corner: [[number, number], [number, number]] = [
    [place.left, 0],
    [place.left + place.width, 1],
  ]
  let isTold = false
  const behaviour: ZoomBehavior<HTMLElement, unknown> = zoom<HTMLElement, unknown>()
    .filter(isZoom)
    .wheelDelta(wheelDelta)
    .extent(corner)
    .translateExtent(corner)
    .on('zoom', ({ transform, sourceEvent }: D3ZoomEvent<HTMLElement, unknown>) => {
      if (!sourceEvent) return
      isTold = true
      view.show(transform.k === 1 ? undefined : stretchOf(transform, view.extent(), place))
      isTold = false
    })
    .on('end', ({ sourceEvent }: D3ZoomEvent<HTMLElement, unknown>) => {
      if (sourceEvent) onEnd()
    })
  const selection: Selection<HTMLElement, unknown, null, undefined> = select<HTMLElement, unknown>(element)
  // Buttons, keys and a growing rollout move the view too: the next gesture starts from there.
  const follow = () => {
    const extent = view.extent()
    behaviour.scaleExtent([1, Math.max(1, (extent.to - extent.from) / SHORTEST_MS)])
    if (!isTold) behaviour.transform(selection, transformOf(view.shown(), extent, place))
  }
  const alongside = (wheel: WheelEvent) => {
    if (wheel.ctrlKey || wheel.metaKey || Math.abs(wheel.deltaX) <= Math.abs(wheel.deltaY) || !view.isHeld()) return
    wheel.preventDefault()
    const { from, to } = view.shown()
    const by = (wheel.deltaX / place.width) * (to - from)
    view.show({ from: from + by, to: to + by })
    onEnd()
  }
  selection.call(behaviour).on('dblclick.zoom', null)
  follow()
  const unsubscribe = view.subscribe(follow)
  element.addEventListener('wheel', alongside, { passive: false })
  return () => {
    unsubscribe()
    selection.on('.zoom', null)
    element.removeEventListener('wheel', alongside)
  }
}

function isZoom(gesture: Event): boolean {
  if (gesture instanceof WheelEvent) {
    return gesture.ctrlKey || gesture.metaKey || (gesture.target as Element).closest('[data-axis]') !== null
  }
  return 'touches' in gesture && (gesture as TouchEvent).touches.length > 1
}

/** A notch of a wheel halves or doubles; the small steps of a pinch on a touchpad, which come as a wheel with Ctrl, add up. */
function wheelDelta({ deltaY, deltaMode, ctrlKey }: WheelEvent): number {
  const perUnit = deltaMode === 0 ? 0.008 : deltaMode === 1 ? 0.25 : 1
  const isPinch = ctrlKey && deltaMode === 0 && Math.abs(deltaY) < 40
  return Math.max(-1, Math.min(1, -deltaY * perUnit * (isPinch ? 2 : 1)))
}

function stretchOf({ k, x }: ZoomTransform, extent: Stretch, { left, width }: PlotPlace): Stretch {
  const span = extent.to - extent.from
  const from = extent.from + (((left - x) / k - left) / width) * span
  return { from, to: from + span / k }
}

function transformOf({ from, to }: Stretch, extent: Stretch, { left, width }: PlotPlace): ZoomTransform {
  const span = extent.to - extent.from
  const k = span / (to - from)
  const begins = left + ((from - extent.from) / span) * width
  return zoomIdentity.translate(left - k * begins, 0).scale(k)
}
