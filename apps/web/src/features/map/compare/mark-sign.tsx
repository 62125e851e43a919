'use client'

import clsx from 'clsx'
import type { ReactElement } from 'react'
import type { Mark } from '../scene/marks.ts'

export const SIGNS: Record<Mark, string> = { added: '+', removed: '−', changed: '~' }
const TONES: Record<Mark, string> = {
  added: 'bg-added text-page',
  removed: 'bg-removed text-page',
  changed: 'bg-changed text-page',
}

/** `+ − ~` on its colour. Decorative: the name of what it stands on says it in words. */
export function MarkSign({ mark, className }: { mark: Mark; className?: string }): ReactElement {
  return (
    <span
      aria-hidden="true"
      className={clsx(
        'mono inline-flex size-[15px] shrink-0 items-center justify-center rounded-[4px] font-bold leading-none',
        TONES[mark],
        className,
      )}
    >
      {SIGNS[mark]}
    </span>
  )
}
