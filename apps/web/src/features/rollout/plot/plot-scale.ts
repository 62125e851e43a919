import type { Stretch } from '../model/stretch.ts'

/** Instants to pixels of a plot, `0` at its left edge. */
export interface PlotScale {
  readonly x: (at: number) => number
  readonly at: (x: number) => number
  readonly width: number
}

export function plotScale({ from, to }: Stretch, width: number): PlotScale {
  const perMs = width / (to - from)
  return { x: (at) => (at - from) * perMs, at: (x) => from + x / perMs, width }
}

/** Where a stretch lies in the plot, cut to it; `undefined` where nothing of it is in sight. Never thinner than `thinnest`. */
export function placeOf(
  stretch: { readonly from: number; readonly to: number | undefined },
  { x, width }: PlotScale,
  thinnest = 1.5,
): { readonly x: number; readonly width: number } | undefined {
  const begin = x(stretch.from)
  const end = stretch.to === undefined ? width : x(stretch.to)
  if (begin > width || end < 0) return undefined
  const left = Math.max(0, begin)
  return { x: left, width: Math.max(thinnest, Math.min(width, end) - left) }
}
