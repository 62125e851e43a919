'use client'

import { type ReactElement, useLayoutEffect, useRef } from 'react'
import { pngOf } from '../../../ui/png-of.ts'
import { saveFile } from '../../../ui/save-file.ts'
import type { RolloutPicture } from '../model/rollout-picture.ts'
import type { Stretch } from '../model/stretch.ts'
import { withInlineStyles } from './inline-styles.ts'
import { RolloutFigure } from './rollout-figure.tsx'

/** Draws the figure out of sight, saves it, and says when that is done. */
export function FigureExport({
  picture,
  stretch,
  now,
  form,
  name,
  onDone,
}: {
  picture: RolloutPicture
  stretch: Stretch
  now: number
  form: 'svg' | 'png'
  /** Of the file, without its ending. */
  name: string
  /** @param error why there is no file */
  onDone: (error?: unknown) => void
}): ReactElement {
  const place = useRef<HTMLDivElement>(null)
  const isBegun = useRef(false)
  useLayoutEffect(() => {
    const drawing = place.current?.querySelector('svg')
    if (!drawing || isBegun.current) return
    isBegun.current = true
    const svg = new Blob([fileOf(drawing)], { type: 'image/svg+xml' })
    const { width, height } = drawing
    const size = { width: width.baseVal.value, height: height.baseVal.value }
    const made = form === 'svg' ? Promise.resolve(svg) : pngOf(svg, size)
    made.then((file) => saveFile(`${name}.${form}`, file)).then(() => onDone(), onDone)
  }, [form, name, onDone])
  return (
    <div ref={place} aria-hidden="true" className="pointer-events-none fixed top-0 left-[-9999px]">
      <RolloutFigure picture={picture} stretch={stretch} now={now} />
    </div>
  )
}

/** The drawing with all it needs inside: its patterns come from the page. */
function fileOf(drawing: SVGSVGElement): string {
  const copy = withInlineStyles(drawing)
  const patterns = document.createElementNS('http://www.w3.org/2000/svg', 'defs')
  for (const pattern of document.querySelectorAll<SVGPatternElement>('pattern[id]')) {
    patterns.append(withInlineStyles(pattern))
  }
  copy.prepend(patterns)
  return new XMLSerializer().serializeToString(copy)
}
