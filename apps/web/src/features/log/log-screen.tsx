'use client'

import type { ReactElement } from 'react'
import { useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type PodNames, podNames } from '../../cluster/change-words/pod-names.ts'
import { DeniedLine } from '../../frame/denied-notice.tsx'
import { Failed } from '../../frame/failed.tsx'
import { FindField } from '../../frame/find-field.tsx'
import { useShortcuts } from '../../frame/shortcuts.ts'
import { useTimedTitle } from '../../frame/timed-title.ts'
import { useHiddenColumns } from '../../ui/hidden-columns.ts'
import { ListSkeleton } from '../../ui/list-skeleton.tsx'
import { useIsWide } from '../../ui/media.ts'
import { useResizing } from '../../ui/use-resizing.tsx'
import { useShownColumns } from '../../ui/use-shown-columns.ts'
import { type TableHandle, VirtualTable } from '../../ui/virtual-table.tsx'
import { BlindRow } from './blind-row.tsx'
import { ChangeDrawer } from './change-drawer.tsx'
import { LogCells, useLogColumns } from './log-cells.tsx'
import { findInLog } from './log-filter.ts'
import { LogFilterBar } from './log-filter-bar.tsx'
import { LogFooter } from './log-footer.tsx'
import { type LogLine, logLines } from './log-lines.ts'
import { LogTermsBar } from './log-terms-bar.tsx'
import { useLogUrl } from './log-url.ts'
import { NewRowsPill } from './new-rows-pill.tsx'
import { NothingLogged } from './nothing-logged.tsx'
import { useBlind } from './use-blind.ts'
import { type Log, useLiveLog, usePastLog } from './use-log.ts'

/** Every change, newest first. It follows the present; with a range, or an instant looked at, it stands still. */
export function LogScreen(): ReactElement {
  const { filter } = useLogUrl()
  return filter.from === undefined && filter.to === undefined ? <LiveLog /> : <PastLog />
}

function LiveLog(): ReactElement {
  const { filter, openSeq } = useLogUrl()
  const [isAway, setAway] = useState(false)
  const [isFocused, setFocused] = useState(false)
  const [heldAt, setHeldAt] = useState<number>()
  const log = useLiveLog(filter, heldAt)
  const top = log.rows[0]?.seq
  // While somebody reads a row, the list holds still; what comes meanwhile is counted.
  const isReading = isAway || isFocused || openSeq !== undefined
  if (isReading && heldAt === undefined && top !== undefined) setHeldAt(top)
  if (!isReading && heldAt !== undefined) setHeldAt(undefined)
  return (
    <LogPicture
      log={log}
      onTop={(isAtTop) => setAway(!isAtTop)}
      onFocused={setFocused}
      onCatchUp={() => setHeldAt(undefined)}
    />
  )
}

function PastLog(): ReactElement {
  const { filter } = useLogUrl()
  return <LogPicture log={usePastLog(filter)} />
}

interface LogPictureProperties {
  readonly log: Log
  readonly onTop?: (isAtTop: boolean) => void
  readonly onFocused?: (isFocused: boolean) => void
  readonly onCatchUp?: () => void
}

function LogPicture({ log, onTop, onFocused, onCatchUp }: LogPictureProperties): ReactElement {
  const t = useTranslations('log')
  const { q, setQ, openSeq, open, filter, clear } = useLogUrl()
  const isWide = useIsWide()
  const columns = useLogColumns(isWide)
  const { hidden } = useHiddenColumns()
  const resizing = useResizing('log')
  const inSight = useShownColumns(columns, hidden)
  const shownColumns = isWide ? inSight : 1
  const table = useRef<TableHandle>(null)
  const rows = useMemo(() => findInLog(log.rows, q), [log.rows, q])
  const names = useMemo(() => podNames(log.rows), [log.rows])
  const stretches = useBlind(log.rows, filter)
  const lines = useMemo(() => logLines(rows, q === '' ? stretches : []), [rows, stretches, q])
  useTimedTitle(t('title'))
  useLogKeys({ table, lines, openSeq, open })

  if (log.phase.phase === 'loading') return <ListSkeleton />
  if (log.phase.phase === 'failed') return <Failed {...log.phase} />
  const openChange = rows.find(({ seq }) => seq === openSeq)
  return (
    <div className="flex h-full">
      <div className="relative flex min-w-0 flex-1 flex-col">
        <h1 className="sr-only">{t('title')}</h1>
        <LogFilterBar columns={isWide ? columns.filter(({ id }) => id !== 'object') : []} />
        <DeniedLine />
        <FindField
          label={t('find')}
          value={q}
          onChange={setQ}
          summary={t('read', { shown: rows.length, total: log.rows.length })}
        />
        <LogTermsBar q={q} onChange={setQ} />
        <section
          aria-label={t('changes')}
          className="relative min-h-0 flex-1"
          onFocus={() => onFocused?.(true)}
          onBlur={() => onFocused?.(false)}
        >
          <NewRowsPill
            count={log.waiting}
            onGoUp={() => {
              onCatchUp?.()
              table.current?.scrollToTop()
            }}
          />
          {rows.length === 0 && !log.hasOlder ? (
            <NothingLogged isFiltered={q !== '' || Object.keys(filter).length > 0} onClear={clear} />
          ) : (
            <VirtualTable
              resizing={resizing}
              label={t('title')}
              columns={columns}
              hidden={isWide ? hidden : undefined}
              count={lines.length}
              // Places keep their elements while changes move through them: news is no shifting page.
              keyOf={(at) => at}
              renderRow={(at) => <LineCells line={lines[at]} columns={shownColumns} names={names} isWide={isWide} />}
              rowHeight={isWide ? 32 : 56}
              isSelected={(at) => openSeq !== undefined && lines[at]?.change?.seq === openSeq}
              onScroll={({ isAtTop, isNearEnd }) => {
                onTop?.(isAtTop)
                if (isNearEnd) log.readOlder()
              }}
              handle={table}
              footer={<LogFooter log={log} isSearching={q !== ''} />}
            />
          )}
        </section>
      </div>
      {openSeq !== undefined && (
        <ChangeDrawer key={openSeq} seq={openSeq} known={openChange} names={names} onClose={() => open(undefined)} />
      )}
    </div>
  )
}

function LineCells({
  line,
  columns,
  names,
  isWide,
}: {
  line: LogLine | undefined
  columns: number
  names: PodNames
  isWide: boolean
}): ReactElement {
  if (line?.blind) return <BlindRow stretch={line.blind} columns={columns} />
  return <LogCells key={line?.change.seq} change={line?.change} names={names} isWide={isWide} />
}

interface LogKeys {
  readonly table: { readonly current: TableHandle | null }
  readonly lines: readonly LogLine[]
  readonly openSeq: number | undefined
  readonly open: (seq: number) => void
}

/** `j` and `k` move along the rows; with the drawer open, it follows. */
function useLogKeys({ table, lines, openSeq, open }: LogKeys): void {
  const move = (step: number) => {
    const from =
      openSeq === undefined ? table.current?.focusedRow() : lines.findIndex(({ change }) => change?.seq === openSeq)
    const at = Math.min(Math.max(0, (from ?? -1) + step), lines.length - 1)
    const next = lines[at]?.change ?? lines[at + step]?.change
    if (!next) return
    table.current?.focusRow(lines[at]?.change ? at : at + step)
    if (openSeq !== undefined) open(next.seq)
  }
  useShortcuts([
    { id: 'list.next', run: () => move(1) },
    { id: 'list.previous', run: () => move(-1) },
  ])
}
