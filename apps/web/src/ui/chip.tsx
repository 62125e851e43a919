import clsx from 'clsx'
import type { ReactElement, ReactNode } from 'react'

const TONES = {
  plain: 'bg-tint-unknown text-text-2',
  accent: 'bg-accent-tint text-accent',
  ready: 'bg-tint-ready text-ready',
  unready: 'bg-tint-unready text-unready',
  terminating: 'bg-tint-terminating text-terminating',
  past: 'bg-past-band text-past-text',
} as const

/** A short fact beside a name. */
export function Chip({
  tone = 'plain',
  className,
  children,
}: {
  tone?: keyof typeof TONES
  className?: string
  children: ReactNode
}): ReactElement {
  return (
    <span
      className={clsx(
        'inline-flex h-5 shrink-0 items-center gap-1 whitespace-nowrap rounded-chip px-1.5 text-12',
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  )
}
