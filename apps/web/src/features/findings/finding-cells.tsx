'use client'

import type { Finding } from '@portolan/contract'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { findingId, sentenceOf } from '../../cluster/finding-sentence.ts'
import { partsOfKey } from '../../cluster/object-key.ts'
import { OlderStill } from '../../cluster/older-still.tsx'
import { SeveritySign } from '../../cluster/severity-sign.tsx'
import { ToldSentence } from '../../cluster/told-sentence.tsx'
import { fittingWidth } from '../../ui/fitting-width.ts'
import { Mono } from '../../ui/mono.tsx'
import { RowLink } from '../../ui/row-link.tsx'
import { tableColumns } from '../../ui/table-columns.ts'
import { Time } from '../../ui/time.tsx'
import { Cell, type Column } from '../../ui/virtual-table.tsx'
import { SORTABLE, type SortBy } from './arrange-findings.ts'

const WIDTHS = {
  severity: 'w-28',
  rule: 'w-24 max-lg:hidden',
  subject: 'w-[30%]',
  sentence: '',
  since: 'w-44 max-lg:hidden',
  confidence: 'w-24 max-xl:hidden',
} as const

type ColumnId = keyof typeof WIDTHS
const COLUMNS = [
  'severity',
  'rule',
  'subject',
  'sentence',
  'since',
  'confidence',
] as const satisfies readonly ColumnId[]

/** The object is as wide as the longest of these needs, so that the sentence has all the rest. */
export function useFindingColumns(isWide: boolean, findings: readonly Finding[]): readonly Column<ColumnId>[] {
  const t = useTranslations('findings.columns')
  const subject = useMemo(() => fittingWidth(new Set(findings.map(({ subject }) => subject)), SUBJECT_ROOM), [findings])
  return useMemo(
    () =>
      tableColumns(COLUMNS, {
        widths: WIDTHS,
        header: t,
        only: isWide ? undefined : 'sentence',
        fitting: { subject },
        sortable: SORTABLE,
      }),
    [t, isWide, subject],
  )
}

export function isSortable(id: ColumnId): id is SortBy {
  return SORTABLE.some((one) => one === id)
}

const SUBJECT_ROOM = { around: 20, least: 160, most: 420 }

/** One finding as a row; in a narrow window as two lines of one cell. */
export function FindingCells({ finding, isWide }: { finding: Finding; isWide: boolean }): ReactElement {
  return isWide ? <WideCells finding={finding} /> : <NarrowCell finding={finding} />
}

function WideCells({ finding }: { finding: Finding }): ReactElement {
  const t = useTranslations('findings')
  return (
    <>
      <Cell of="severity" className={WIDTHS.severity}>
        <SeveritySign severity={finding.severity} isNamed />
      </Cell>
      <Cell of="rule" className={`${WIDTHS.rule} mono text-text-2`}>
        {finding.rule}
      </Cell>
      <Cell className={WIDTHS.subject}>
        <FindingLink finding={finding} />
      </Cell>
      <Cell of="sentence" className={WIDTHS.sentence}>
        <ToldSentence sentence={sentenceOf(finding)} />
      </Cell>
      <Cell of="since" className={WIDTHS.since}>
        <Since finding={finding} />
      </Cell>
      <Cell of="confidence" className={`${WIDTHS.confidence} text-text-2`}>
        {t(`confidence.${finding.confidence}`)}
      </Cell>
    </>
  )
}

function NarrowCell({ finding }: { finding: Finding }): ReactElement {
  return (
    <Cell className="pr-4">
      <div className="flex items-center gap-2">
        <SeveritySign severity={finding.severity} />
        <FindingLink finding={finding} />
      </div>
      <div className="truncate pl-5 text-text-2">
        <ToldSentence sentence={sentenceOf(finding)} />
      </div>
    </Cell>
  )
}

/** From when on it holds. */
export function Since({ finding }: { finding: Finding }): ReactElement {
  const t = useTranslations('findings')
  const { since } = finding
  if (since === null) return <span className="text-text-3">{t('sinceUnknown')}</span>
  return (
    <>
      <Time at={Date.parse(since)} form="auto-second" className="mono text-text-2" />
      <OlderStill finding={finding} />
    </>
  )
}

/** Opens the finding beside the list; the whole row is its target. */
function FindingLink({ finding }: { finding: Finding }): ReactElement {
  const { kind, namespace, name } = partsOfKey(finding.subject)
  return (
    <RowLink parameter="id" value={findingId(finding)}>
      <span lang="en" className="mr-1.5 shrink-0 text-text-3">
        {kind}
      </span>
      {namespace !== null && <span className="mono shrink-0 text-text-3 max-lg:hidden">{namespace}/</span>}
      <Mono text={name} className="text-text-1" />
    </RowLink>
  )
}
