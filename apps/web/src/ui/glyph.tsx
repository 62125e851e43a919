import clsx from 'clsx'
import type { ReactElement } from 'react'

/** Shapes differ pairwise without colour: that is what carries a state in greyscale and print. */
export type Shape =
  | 'disc'
  | 'pale-disc'
  | 'square'
  | 'half-disc'
  | 'ring'
  | 'barred-disc'
  | 'dotted-ring'
  | 'open-square'
  | 'triangle'
  | 'half-triangle'
  | 'open-triangle'
  | 'info'

export type Tone =
  | 'ready'
  | 'unready'
  | 'terminating'
  | 'unknown'
  | 'warning'
  | 'critical'
  | 'info'
  | 'quiet'
  | 'healthy'

const TONES: Record<Tone, string> = {
  ready: 'text-ready',
  unready: 'text-unready',
  terminating: 'text-terminating',
  unknown: 'text-unknown',
  warning: 'text-warning',
  critical: 'text-critical',
  info: 'text-info',
  quiet: 'text-healthy-border',
  healthy: 'fill-healthy-fill stroke-healthy-border',
}

const STROKE = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.6 } as const
const TRIANGLE = 'M6 .8 11.6 10.8H.4Z'

function Drawing({ shape }: { shape: Shape }): ReactElement {
  switch (shape) {
    case 'disc':
      return <circle cx="6" cy="6" r="5" fill="currentColor" />
    case 'pale-disc':
      return <circle cx="6" cy="6" r="5" />
    case 'square':
      return <rect x="1.2" y="1.2" width="9.6" height="9.6" fill="currentColor" />
    case 'half-disc':
      return (
        <g>
          <circle cx="6" cy="6" r="4.3" {...STROKE} />
          <path d="M6 1.7a4.3 4.3 0 0 0 0 8.6Z" fill="currentColor" />
        </g>
      )
    case 'ring':
      return <circle cx="6" cy="6" r="4.3" {...STROKE} />
    case 'barred-disc':
      return (
        <g>
          <circle cx="6" cy="6" r="4.3" {...STROKE} />
          <path d="M3.5 3.4h5v5.2h-5Z" fill="currentColor" />
        </g>
      )
    case 'dotted-ring':
      return <circle cx="6" cy="6" r="4.4" {...STROKE} strokeDasharray="1.7 1.76" />
    case 'open-square':
      return <rect x="2" y="2" width="8" height="8" {...STROKE} />
    case 'triangle':
      return <path d={TRIANGLE} fill="currentColor" />
    case 'half-triangle':
      return (
        <g>
          <path d="M6 2.4 10.3 10H1.7Z" {...STROKE} strokeLinejoin="round" />
          <path d="M6 2.4V10H1.7Z" fill="currentColor" />
        </g>
      )
    case 'open-triangle':
      return <path d="M6 2.4 10.3 10H1.7Z" {...STROKE} strokeLinejoin="round" />
    case 'info':
      return (
        <g>
          <circle cx="6" cy="6" r="4.6" {...STROKE} strokeWidth="1.3" />
          <path d="M5.3 5.2h1.4v3.4H5.3ZM5.3 3.2h1.4v1.3H5.3Z" fill="currentColor" />
        </g>
      )
  }
}

/** The sign of a state. Decorative unless `label` names it; a word or a name always stands beside it. */
export function Glyph({
  shape,
  tone,
  size = 12,
  label,
  className,
}: {
  shape: Shape
  tone: Tone
  size?: number
  label?: string
  className?: string
}): ReactElement {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      role={label ? 'img' : undefined}
      aria-label={label}
      aria-hidden={label ? undefined : true}
      data-hint={label}
      className={clsx('shrink-0', TONES[tone], className)}
    >
      <Drawing shape={shape} />
    </svg>
  )
}
