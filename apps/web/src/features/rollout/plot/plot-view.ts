'use client'

import { createContext, useContext, useSyncExternalStore } from 'react'
import { type Stretch, within } from '../model/stretch.ts'

/**
 * Which stretch of time a chart shows. Apart from React's state: sixty times a second while one zooms, only what is drawn on
 * the axis is drawn again.
 */
export class PlotView {
  readonly #listeners = new Set<() => void>()
  #extent: Stretch
  #held: Stretch | undefined
  #shown: Stretch

  constructor(extent: Stretch, held?: Stretch) {
    this.#extent = extent
    this.#held = held && within(held, extent)
    this.#shown = this.#held ?? extent
  }

  /** What is shown: the stretch chosen, else everything. */
  shown = (): Stretch => this.#shown

  extent = (): Stretch => this.#extent

  /** Whether a stretch is chosen; else the chart grows with the rollout. */
  isHeld = (): boolean => this.#held !== undefined

  /** Show this stretch; everything, where it is as long as that. */
  show(stretch: Stretch | undefined): void {
    const isPart = stretch !== undefined && stretch.to - stretch.from < this.#extent.to - this.#extent.from
    this.#held = isPart ? within(stretch, this.#extent) : undefined
    this.#tell()
  }

  /** There is more to be seen, or less. */
  grow(extent: Stretch): void {
    if (extent.from === this.#extent.from && extent.to === this.#extent.to) return
    this.#extent = extent
    if (this.#held) this.#held = within(this.#held, extent)
    this.#tell()
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #tell(): void {
    const next = this.#held ?? this.#extent
    if (next.from === this.#shown.from && next.to === this.#shown.to) return
    this.#shown = next
    for (const listener of this.#listeners) listener()
  }
}

export const PlotViewContext = createContext<PlotView>(new PlotView({ from: 0, to: 1 }))

/** The stretch shown; renders again whenever it changes. */
export function useShownStretch(): Stretch {
  const view = useContext(PlotViewContext)
  return useSyncExternalStore(view.subscribe, view.shown, view.extent)
}
