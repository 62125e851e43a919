'use client'

import type { ReactElement } from 'react'
import { titleOf } from '../../cluster/finding-sentence.ts'
import type { Severity } from '../../cluster/severity.ts'
import { SeveritySign } from '../../cluster/severity-sign.tsx'
import { ToldSentence } from '../../cluster/told-sentence.tsx'

/** The heading of one rule's findings, across all columns, with how many follow. */
export function RuleRow({
  rule,
  title,
  severity,
  count,
  columns,
}: {
  rule: string
  title: string
  severity: Severity
  count: number
  columns: number
}): ReactElement {
  return (
    <th
      scope="rowgroup"
      colSpan={columns}
      className="truncate border-line border-b bg-surface px-4 text-left font-normal sm:px-6"
    >
      <span className="flex min-w-0 items-center gap-2">
        <SeveritySign severity={severity} />
        <span className="mono shrink-0 text-text-2">{rule}</span>
        <ToldSentence sentence={titleOf({ rule, title })} className="truncate font-medium" />
        <span className="shrink-0 text-text-3">{count}</span>
      </span>
    </th>
  )
}
