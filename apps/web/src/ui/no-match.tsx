'use client'

import type { ReactElement } from 'react'
import { Button } from './button.tsx'
import { Glyph } from './glyph.tsx'
import { Notice } from './notice.tsx'

/** In place of rows, where the filter leaves none, with the way to be rid of it. */
export function NoMatch({
  title,
  hint,
  clear,
  onClear,
}: {
  title: string
  hint: string
  clear: string
  onClear: () => void
}): ReactElement {
  return (
    <Notice
      heading="h2"
      glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />}
      title={title}
      actions={<Button onClick={onClear}>{clear}</Button>}
    >
      {hint}
    </Notice>
  )
}
