'use client'

import { type ReactElement, useLayoutEffect, useRef } from 'react'
import { PictureRefused } from '../../../errors.ts'
import { saveFile } from '../../../ui/save-file.ts'
import type { RolloutPicture } from '../model/rollout-picture.ts'
import type { Stretch } from '../model/stretch.ts'
import { withInlineStyles } from './inline-styles.ts'
import { RolloutFigure } from './rollout-figure.tsx'

const PIXELS_PER_POINT = 2

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
    const file = fileOf(drawing)
    if (form === 'svg') {
      saveFile(`${name}.svg`, new Blob([file], { type: 'image/svg+xml' }))
      onDone()
    } else {
      pngOf(file, drawing).then((made) => {
        saveFile(`${name}.png`, made)
        onDone()
      }, onDone)
    }
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

async function pngOf(file: string, { width, height }: SVGSVGElement): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(file)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width.baseVal.value * PIXELS_PER_POINT
  canvas.height = height.baseVal.value * PIXELS_PER_POINT
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new PictureRefused(canvas))), 'image/png')
  })
}
