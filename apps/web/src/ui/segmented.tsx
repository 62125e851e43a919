'use client'

import clsx from 'clsx'
import type { ReactElement, ReactNode } from 'react'

export interface Segment<Value extends string> {
  readonly value: Value
  readonly label: ReactNode
  /** Where the label is not words alone. */
  readonly name?: string
}

/** One of a few: toggle buttons in a row. For what is shown below it, not for moving between pages. */
export function Segmented<Value extends string>({
  label,
  segments,
  value,
  onChange,
}: {
  label: string
  segments: readonly Segment<Value>[]
  value: Value | undefined
  onChange: (value: Value) => void
}): ReactElement {
  return (
    <fieldset className="flex shrink-0 items-center gap-0.5 rounded-control bg-tint-unknown p-0.5">
      <legend className="sr-only">{label}</legend>
      {segments.map((segment) => (
        <button
          key={segment.value}
          type="button"
          aria-pressed={segment.value === value}
          aria-label={segment.name}
          onClick={() => onChange(segment.value)}
          className={clsx(
            'inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-chip px-2.5 text-12 transition-colors pointer-coarse:h-10',
            segment.value === value
              ? 'bg-page font-medium text-text-1 shadow-[0_0_0_1px_var(--line)]'
              : 'text-text-2 hover:text-text-1',
          )}
        >
          {segment.label}
        </button>
      ))}
    </fieldset>
  )
}
