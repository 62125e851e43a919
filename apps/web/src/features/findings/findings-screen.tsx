'use client'

import type { Finding, FindingsPage } from '@portolan/contract'
import { type ReactElement, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { findingId } from '../../cluster/finding-sentence.ts'
import { Failed } from '../../frame/failed.tsx'
import { FindField } from '../../frame/find-field.tsx'
import { useNamespaces } from '../../frame/namespaces.ts'
import { useShortcuts } from '../../frame/shortcuts.ts'
import { useTimedTitle } from '../../frame/timed-title.ts'
import { fieldsLeftOut, useHiddenColumns } from '../../ui/hidden-columns.ts'
import { ListSkeleton } from '../../ui/list-skeleton.tsx'
import { useIsWide } from '../../ui/media.ts'
import { saveTable } from '../../ui/save-table.ts'
import { TableMenu } from '../../ui/table-menu.tsx'
import { useResizing } from '../../ui/use-resizing.tsx'
import { useShownColumns } from '../../ui/use-shown-columns.ts'
import { type TableHandle, VirtualTable } from '../../ui/virtual-table.tsx'
import { chosenFindings, type FindingsLine, findingsLines, sortedFindings } from './arrange-findings.ts'
import { FindingCells, isSortable, useFindingColumns } from './finding-cells.tsx'
import { FindingDrawer } from './finding-drawer.tsx'
import { FINDING_FIELDS, findingLine } from './finding-line.ts'
import { FindingsFilterBar } from './findings-filter-bar.tsx'
import { useFindingsUrl } from './findings-url.ts'
import { NothingFound } from './nothing-found.tsx'
import { RuleRow } from './rule-row.tsx'
import { SuppressedRules } from './suppressed-rules.tsx'
import { useFindings } from './use-findings.ts'

/** What is wrong, rule by rule, now or at the instant in the link; and what could not be looked at. */
export function FindingsScreen(): ReactElement {
  const t = useTranslations('findings')
  const [namespaces] = useNamespaces()
  const { page, phase, retry } = useFindings(namespaces)
  useTimedTitle(t('title'))
  if (phase.phase === 'failed') return <Failed {...phase} onRetry={retry} />
  if (!page) return <ListSkeleton />
  return <FindingsPicture page={page} />
}

function FindingsPicture({ page }: { page: FindingsPage }): ReactElement {
  const t = useTranslations('findings')
  const { filter, setQ, isFiltered, sort, sortBy, openId, open, clear } = useFindingsUrl()
  const isWide = useIsWide()
  const { hidden } = useHiddenColumns()
  const resizing = useResizing('findings')
  const menu = useTranslations('tableMenu')
  const table = useRef<TableHandle>(null)
  const chosen = useMemo(() => chosenFindings(page.items, filter), [page.items, filter])
  const lines = useMemo(
    () =>
      sort
        ? sortedFindings(chosen, { by: sort.by, isDescending: sort.direction === 'descending' })
        : findingsLines(chosen),
    [chosen, sort],
  )
  const columns = useFindingColumns(isWide, page.items)
  const inSight = useShownColumns(columns, hidden)
  const shownColumns = isWide ? inSight : 1
  const shown = page.items.find((finding) => findingId(finding) === openId)
  useFindingsKeys({ table, lines, openId, open })
  const total = page.counts.reduce((sum, { count }) => sum + count, 0)
  return (
    <div className="flex h-full">
      <div className="flex min-w-0 flex-1 flex-col">
        <h1 className="sr-only">{t('title')}</h1>
        <FindingsFilterBar page={page}>
          <TableMenu
            columns={isWide ? columns.filter(({ id }) => id !== 'subject') : []}
            onSave={(format) =>
              saveTable(inOrder(lines), {
                format,
                name: 'findings',
                line: findingLine,
                leftOut: fieldsLeftOut(hidden, FINDING_FIELDS),
              })
            }
            hint={menu('findings', { count: chosen.length })}
          />
        </FindingsFilterBar>
        <FindField
          label={t('find')}
          value={filter.q}
          onChange={setQ}
          summary={t('shown', { shown: chosen.length, total })}
        />
        <div className="min-h-0 flex-1">
          {lines.length === 0 ? (
            <div className="h-full overflow-y-auto">
              <NothingFound page={page} isFiltered={isFiltered && page.items.length > 0} onClear={clear} />
              <SuppressedRules suppressed={page.suppressed} isOpen />
            </div>
          ) : (
            <VirtualTable
              resizing={resizing}
              label={t('title')}
              columns={columns}
              hidden={isWide ? hidden : undefined}
              count={lines.length}
              keyOf={(at) => keyOfLine(lines[at])}
              renderRow={(at) => <LineCells line={lines[at]} columns={shownColumns} isWide={isWide} />}
              sort={sort}
              onSort={(id) => isSortable(id) && sortBy(id)}
              rowHeight={isWide ? 36 : 64}
              isSelected={(at) => openId !== undefined && keyOfLine(lines[at]) === openId}
              handle={table}
              footer={
                <>
                  {page.next !== undefined && (
                    <p className="px-4 py-3 text-text-2 sm:px-6">{t('moreThanRead', { count: page.items.length })}</p>
                  )}
                  <SuppressedRules suppressed={page.suppressed} />
                </>
              }
            />
          )}
        </div>
      </div>
      {openId !== undefined && (
        <FindingDrawer key={openId} id={openId} finding={shown} onClose={() => open(undefined)} />
      )}
    </div>
  )
}

/** The findings of these rows, as they stand. */
function inOrder(lines: readonly FindingsLine[]): Finding[] {
  return lines.flatMap((line) => ('finding' in line ? [line.finding] : []))
}

function keyOfLine(line: FindingsLine | undefined): string {
  if (line === undefined) return ''
  return 'finding' in line ? findingId(line.finding) : line.rule
}

function LineCells({
  line,
  columns,
  isWide,
}: {
  line: FindingsLine | undefined
  columns: number
  isWide: boolean
}): ReactElement | null {
  if (line === undefined) return null
  if ('finding' in line) return <FindingCells finding={line.finding} isWide={isWide} />
  return <RuleRow {...line} columns={columns} />
}

interface FindingsKeys {
  readonly table: { readonly current: TableHandle | null }
  readonly lines: readonly FindingsLine[]
  readonly openId: string | undefined
  readonly open: (id: string) => void
}

/** `j` and `k` move along the findings, past the headings of rules; with the drawer open, it follows. */
function useFindingsKeys({ table, lines, openId, open }: FindingsKeys): void {
  const move = (step: 1 | -1) => {
    const from =
      openId === undefined ? (table.current?.focusedRow() ?? -1) : lines.findIndex((line) => keyOfLine(line) === openId)
    for (let at = from + step; at >= 0 && at < lines.length; at += step) {
      const line = lines[at]
      if (line === undefined || !('finding' in line)) continue
      table.current?.focusRow(at)
      if (openId !== undefined) open(findingId(line.finding))
      return
    }
  }
  useShortcuts([
    { id: 'list.next', run: () => move(1) },
    { id: 'list.previous', run: () => move(-1) },
  ])
}
