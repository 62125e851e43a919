import type { ReactElement } from 'react'
import { Glyph, type Shape, type Tone } from '../../../ui/glyph.tsx'

/** A card as one thin line: its name, and a sign where there is something to look at. */
export function StripFace({
  text,
  sign,
}: {
  text: string
  sign: { shape: Shape; tone: Tone } | undefined
}): ReactElement {
  return (
    <span className="flex h-full items-center gap-1.5 px-1.5">
      {sign && <Glyph {...sign} size={9} />}
      <span className="mono truncate leading-none">{text}</span>
    </span>
  )
}
