'use client'

import { type ReactElement, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { useListeners } from '../drawing/use-listeners.ts'
import { within } from '../layout/chart.ts'
import type { Column } from '../layout/columns.ts'
import { FocusLines } from './focus-lines.tsx'
import { FocusRowView } from './focus-row.tsx'
import type { FocusRows } from './focus-rows.ts'

interface FocusPanelProperties {
  readonly rows: FocusRows
  readonly name: string
  readonly column: Column
  /** Where the first row stands, in px of the scrolled content. */
  readonly top: number
  /** Middle of the right edge of the Service's card; absent where the panel stands below it. */
  readonly from: { readonly x: number; readonly y: number } | undefined
  /** What is near the window, in px of the scrolled content. */
  readonly window: { readonly from: number; readonly to: number }
}

/** Every endpoint of one Service by name, within the brackets of its slices; only the lines near the window exist. */
export function FocusPanel({ rows, name, column, top, from, window }: FocusPanelProperties): ReactElement {
  const t = useTranslations('map.focus')
  const panel = useRef<HTMLDivElement>(null)
  useListeners(panel, {
    keydown: (pressed) => {
      const step = STEPS[pressed.key]
      if (step === undefined || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return
      pressed.preventDefault()
      pressed.stopPropagation()
      focusBeside(panel.current, step)
    },
  })
  const shown = within(rows.rows, window.from - top, window.to - top)
  return (
    <div ref={panel} data-focus-level style={{ transform: `translateY(${top}px)` }} className="absolute top-0 left-0">
      <FocusLines
        brackets={rows.brackets}
        column={column}
        height={rows.height}
        from={from && { ...from, y: from.y - top }}
      />
      <ul aria-label={t('endpointsOf', { name, count: rows.endpoints })}>
        {shown.map((row) => (
          <FocusRowView key={keyOf(row)} row={row} column={column} of={rows.endpoints} />
        ))}
      </ul>
    </div>
  )
}

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 }

/** The next link up or down; what is just out of sight comes into it, and with it what follows. */
function focusBeside(panel: HTMLElement | null, step: 1 | -1): void {
  const links = [...(panel?.querySelectorAll<HTMLElement>('a[data-line]') ?? [])]
  const at = links.indexOf(document.activeElement as HTMLElement)
  links[at + step]?.focus()
}

function keyOf(row: FocusRows['rows'][number]): string {
  switch (row.kind) {
    case 'slice':
      return `slice/${row.slice.name}`
    case 'group':
      return `group/${row.id}`
    case 'owners':
      return `owners/${row.id}`
    case 'endpoint':
      return `${row.endpoint.slice}/${row.endpoint.identity}`
    case 'policy':
      return row.policy.key
    case 'heading':
      return 'heading'
  }
}
