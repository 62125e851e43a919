'use client'

import type { ReactElement } from 'react'
import { useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Failed } from '../../frame/failed.tsx'
import { FindField } from '../../frame/find-field.tsx'
import { useShortcuts } from '../../frame/shortcuts.ts'
import { useTitle } from '../../frame/title.ts'
import { useIsWide } from '../../ui/media.ts'
import { type TableHandle, VirtualTable } from '../../ui/virtual-table.tsx'
import { ChangeDrawer } from './change-drawer.tsx'
import { LogCells, useLogColumns } from './log-cells.tsx'
import { LogFilterBar } from './log-filter-bar.tsx'
import { LogFooter } from './log-footer.tsx'
import { findInLog } from './log-rows.ts'
import { LogSkeleton } from './log-skeleton.tsx'
import { useLogUrl } from './log-url.ts'
import { NewRowsPill } from './new-rows-pill.tsx'
import { NothingLogged } from './nothing-logged.tsx'
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
  const table = useRef<TableHandle>(null)
  const rows = useMemo(() => findInLog(log.rows, q), [log.rows, q])
  useTitle(t('title'))
  useLogKeys({ table, rows, openSeq, open })

  if (log.phase.phase === 'loading') return <LogSkeleton />
  if (log.phase.phase === 'failed') return <Failed {...log.phase} />
  const openChange = rows.find(({ seq }) => seq === openSeq)
  return (
    <div className="flex h-full">
      <div className="relative flex min-w-0 flex-1 flex-col">
        <h1 className="sr-only">{t('title')}</h1>
        <LogFilterBar />
        <FindField
          label={t('find')}
          value={q}
          onChange={setQ}
          summary={t('read', { shown: rows.length, total: log.rows.length })}
        />
        <NewRowsPill
          count={log.waiting}
          onGoUp={() => {
            onCatchUp?.()
            table.current?.scrollToTop()
          }}
        />
        <section
          aria-label={t('changes')}
          className="min-h-0 flex-1"
          onFocus={() => onFocused?.(true)}
          onBlur={() => onFocused?.(false)}
        >
          {rows.length === 0 && !log.hasOlder ? (
            <NothingLogged isFiltered={q !== '' || Object.keys(filter).length > 0} onClear={clear} />
          ) : (
            <VirtualTable
              label={t('title')}
              columns={columns}
              count={rows.length}
              // Places keep their elements while changes move through them: news is no shifting page.
              keyOf={(at) => at}
              renderRow={(at) => <LogCells key={rows[at]?.seq} change={rows[at]} isWide={isWide} />}
              rowHeight={isWide ? 32 : 56}
              isSelected={(at) => rows[at]?.seq === openSeq}
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
        <ChangeDrawer key={openSeq} seq={openSeq} known={openChange} onClose={() => open(undefined)} />
      )}
    </div>
  )
}

interface LogKeys {
  readonly table: { readonly current: TableHandle | null }
  readonly rows: readonly { readonly seq: number }[]
  readonly openSeq: number | undefined
  readonly open: (seq: number) => void
}

/** `j` and `k` move along the rows; with the drawer open, it follows. */
function useLogKeys({ table, rows, openSeq, open }: LogKeys): void {
  const t = useTranslations('keys')
  const move = (step: number) => {
    const from = openSeq === undefined ? table.current?.focusedRow() : rows.findIndex(({ seq }) => seq === openSeq)
    const at = Math.min(Math.max(0, (from ?? -1) + step), rows.length - 1)
    const next = rows[at]
    if (!next) return
    table.current?.focusRow(at)
    if (openSeq !== undefined) open(next.seq)
  }
  useShortcuts([
    { keys: 'j', shown: 'j', label: t('nextRow'), scope: 'screen', run: () => move(1) },
    { keys: 'k', shown: 'k', label: t('previousRow'), scope: 'screen', run: () => move(-1) },
  ])
}
