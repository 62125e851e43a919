import type { ReactElement } from 'react'

/** Fill patterns that say again, without hue, what a colour says. Rendered once by the shell; used as `url(#…)`. */
export function PatternDefs(): ReactElement {
  return (
    <svg width="0" height="0" className="absolute" aria-hidden="true" focusable="false">
      <defs>
        <pattern
          id="hatch-terminating"
          width="5"
          height="5"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect width="5" height="5" className="fill-tint-terminating" />
          <rect width="2" height="5" className="fill-terminating" />
        </pattern>
        <pattern id="hatch-gap" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="1.5" height="8" className="fill-text-3 opacity-40" />
        </pattern>
        <pattern id="hatch-zero" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="6" height="6" className="fill-unready opacity-10" />
          <rect width="1.5" height="6" className="fill-unready opacity-45" />
        </pattern>
        <pattern id="dots-ready" width="4" height="4" patternUnits="userSpaceOnUse">
          <circle cx="2" cy="2" r="1.2" className="fill-ready" />
        </pattern>
        <pattern id="hatch-revision" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="4" className="fill-page" />
          <rect width="2" height="4" className="fill-revision-old" />
        </pattern>
        <pattern id="dots-revision" width="4" height="4" patternUnits="userSpaceOnUse">
          <circle cx="2" cy="2" r="1.1" className="fill-revision-old" />
        </pattern>
      </defs>
    </svg>
  )
}
