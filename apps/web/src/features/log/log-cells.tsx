'use client'

import type { RecordedChange } from '@portolan/contract'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { ChangeLine, ChangeSign, EvidenceGlyph } from '../../cluster/change-line.tsx'
import type { PodNames } from '../../cluster/change-words/pod-names.ts'
import { Mono } from '../../ui/mono.tsx'
import { RowLink } from '../../ui/row-link.tsx'
import { tableColumns } from '../../ui/table-columns.ts'
import { Time } from '../../ui/time.tsx'
import { Cell, type Column } from '../../ui/virtual-table.tsx'

const WIDTHS = {
  time: 'w-44',
  kind: 'w-48',
  object: 'w-[28%]',
  line: '',
  seq: 'w-24 text-right max-xl:hidden',
} as const

type ColumnId = keyof typeof WIDTHS
const COLUMNS = ['time', 'kind', 'object', 'line', 'seq'] as const satisfies readonly ColumnId[]

export function useLogColumns(isWide: boolean): readonly Column<ColumnId>[] {
  const t = useTranslations('log.columns')
  return useMemo(
    () => tableColumns(COLUMNS, { widths: WIDTHS, header: t, only: isWide ? undefined : 'line' }),
    [t, isWide],
  )
}

/** One change as a row; in a narrow window as two lines of one cell. */
export function LogCells({
  change,
  names,
  isWide,
}: {
  change: RecordedChange | undefined
  names: PodNames
  isWide: boolean
}): ReactElement {
  if (!change) return <Cell />
  return isWide ? <WideCells change={change} names={names} /> : <NarrowCell change={change} names={names} />
}

interface RowProperties {
  readonly change: RecordedChange
  readonly names: PodNames
}

function WideCells({ change, names }: RowProperties): ReactElement {
  return (
    <>
      <Cell of="time" className={WIDTHS.time}>
        <span className="flex items-center gap-2.5">
          <EvidenceGlyph evidence={change.evidence} />
          <Time at={Date.parse(change.observedAt)} form="auto-ms" className="mono text-text-2" />
        </span>
      </Cell>
      <Cell of="kind" className={`${WIDTHS.kind} text-text-2`}>
        <ChangeSign change={change.change} /> <span lang="en">{change.kind}</span>
      </Cell>
      <Cell className={WIDTHS.object}>
        <ChangeLink change={change} />
      </Cell>
      <Cell of="line" className={WIDTHS.line}>
        <ChangeLine change={change} names={names} />
      </Cell>
      <Cell of="seq" className={WIDTHS.seq}>
        <span className="mono text-text-3">{change.seq}</span>
      </Cell>
    </>
  )
}

function NarrowCell({ change, names }: RowProperties): ReactElement {
  return (
    <Cell className="pr-4">
      <div className="flex items-center gap-2">
        <EvidenceGlyph evidence={change.evidence} />
        <ChangeSign change={change.change} />
        <ChangeLink change={change} />
        <Time at={Date.parse(change.observedAt)} form="second" className="mono ml-auto text-text-3" />
      </div>
      <div className="truncate pl-[45px] text-text-2">
        <span lang="en">{change.kind}</span> <ChangeLine change={change} names={names} />
      </div>
    </Cell>
  )
}

/** Opens the change beside the list; the whole row is its target. */
function ChangeLink({ change }: { change: RecordedChange }): ReactElement {
  return (
    <RowLink parameter="seq" value={String(change.seq)}>
      {change.namespace !== null && <span className="mono shrink-0 text-text-3">{change.namespace}/</span>}
      <Mono text={change.name} className="text-text-1" />
    </RowLink>
  )
}
