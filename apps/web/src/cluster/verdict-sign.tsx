import clsx from 'clsx'
import type { ReactElement } from 'react'
import type { Verdict } from './verdict.ts'

const TONES: Record<Verdict, string> = {
  hitless: 'text-ready',
  reduced: 'text-warning',
  outage: 'text-unready',
  stalled: 'text-unready',
  unknown: 'text-unknown-text',
}

const LINE = { fill: 'none', stroke: 'currentColor', strokeWidth: 1.7, strokeLinecap: 'round' } as const

/** The sign of a verdict: a tick, a half triangle, a triangle, a pause, a question. Its word always stands beside it. */
export function VerdictSign({
  verdict,
  size = 14,
  className,
}: {
  verdict: Verdict
  size?: number
  className?: string
}): ReactElement {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={clsx('shrink-0', TONES[verdict], className)}
    >
      <Drawing verdict={verdict} />
    </svg>
  )
}

function Drawing({ verdict }: { verdict: Verdict }): ReactElement {
  switch (verdict) {
    case 'hitless':
      return (
        <g>
          <circle cx="8" cy="8" r="8" fill="currentColor" />
          <path d="m4.6 8.2 2.4 2.5 4.5-5.2" {...LINE} strokeLinejoin="round" className="stroke-page" />
        </g>
      )
    case 'reduced':
      return (
        <g>
          <path d="M8 2.4 14.6 14H1.4Z" {...LINE} strokeLinejoin="round" />
          <path d="M8 2.4V14H1.4Z" fill="currentColor" />
        </g>
      )
    case 'outage':
      return <path d="M8 1 15.6 14.6H.4Z" fill="currentColor" />
    case 'stalled':
      return (
        <g>
          <rect x=".9" y=".9" width="14.2" height="14.2" rx="3" {...LINE} />
          <path d="M6 5v6M10 5v6" {...LINE} strokeWidth={2} />
        </g>
      )
    case 'unknown':
      return (
        <g>
          <circle cx="8" cy="8" r="7" {...LINE} strokeDasharray="2.4 2" />
          <path d="M6.2 6.3a1.9 1.9 0 1 1 2.6 1.9c-.6.2-.8.6-.8 1.1M8 11.4v.1" {...LINE} />
        </g>
      )
  }
}
