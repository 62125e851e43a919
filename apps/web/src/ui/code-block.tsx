'use client'

import type { ReactElement } from 'react'
import { CopyButton } from './copy-button.tsx'

/** Text to be copied somewhere else. */
export function CodeBlock({
  text,
  label,
  copyLabel,
  copiedLabel,
}: {
  text: string
  label: string
  copyLabel: string
  copiedLabel: string
}): ReactElement {
  return (
    <figure className="relative overflow-hidden rounded-control border border-line bg-surface">
      <figcaption className="flex h-9 items-center justify-between border-line border-b pr-1 pl-3 text-12 text-text-3">
        {label}
        <CopyButton text={text} label={copyLabel} copiedLabel={copiedLabel} />
      </figcaption>
      <pre className="mono whitespace-pre-wrap break-words px-3 py-2.5 text-text-1" lang="en">
        {text}
      </pre>
    </figure>
  )
}
