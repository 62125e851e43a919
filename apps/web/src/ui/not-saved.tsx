'use client'

import clsx from 'clsx'
import type { ReactElement } from 'react'

/** In a menu of files: that none was saved, and what went wrong. Nothing where nothing did. */
export function NotSaved({
  text,
  problem,
  className,
}: {
  text: string
  problem: string | undefined
  className?: string
}): ReactElement | null {
  if (problem === undefined) return null
  return (
    <p role="alert" className={clsx('px-2.5 pb-1 text-12 text-unready', className)}>
      {text}{' '}
      <span lang="en" className="break-words">
        {problem}
      </span>
    </p>
  )
}
