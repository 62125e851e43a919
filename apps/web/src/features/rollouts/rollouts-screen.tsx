'use client'

import type { Rollout } from '@portolan/contract'
import { type ReactElement, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Failed } from '../../frame/failed.tsx'
import { FindField } from '../../frame/find-field.tsx'
import { useNamespaces } from '../../frame/namespaces.ts'
import { useShortcuts } from '../../frame/shortcuts.ts'
import { useTimedTitle } from '../../frame/timed-title.ts'
import { ListSkeleton } from '../../ui/list-skeleton.tsx'
import { useIsWide } from '../../ui/media.ts'
import { Time } from '../../ui/time.tsx'
import { type TableHandle, VirtualTable } from '../../ui/virtual-table.tsx'
import { chosenRollouts } from './choose-rollouts.ts'
import { NoRollouts } from './no-rollouts.tsx'
import { ROW_HEIGHT, RolloutCells, useRolloutColumns } from './rollout-cells.tsx'
import { RolloutsFilterBar } from './rollouts-filter-bar.tsx'
import { useRolloutsUrl } from './rollouts-url.ts'
import { UnseenRequests } from './unseen-requests.tsx'
import { type ReadRollouts, useRollouts } from './use-rollouts.ts'

/** Every rollout of the history, newest first: was it hitless, and if not, for how long. */
export function RolloutsScreen(): ReactElement {
  const t = useTranslations('rollouts')
  const [namespaces] = useNamespaces()
  const { workload } = useRolloutsUrl()
  const read = useRollouts({ namespaces, workload })
  useTimedTitle(t('title'))
  if (read.phase.phase === 'failed') return <Failed {...read.phase} onRetry={read.retry} />
  if (!read.rollouts || !read.page) return <ListSkeleton />
  return <RolloutsPicture read={read} rollouts={read.rollouts} page={read.page} />
}

function RolloutsPicture({
  read,
  rollouts,
  page,
}: {
  read: ReadRollouts
  rollouts: readonly Rollout[]
  page: NonNullable<ReadRollouts['page']>
}): ReactElement {
  const t = useTranslations('rollouts')
  const { filter, setQ, isFiltered, clear } = useRolloutsUrl()
  const isWide = useIsWide()
  const columns = useRolloutColumns(isWide)
  const table = useRef<TableHandle>(null)
  const { unseenRequests: unseen = [] } = page
  const isChosen = filter.verdicts.length > 0 || filter.state !== undefined || filter.q !== ''
  const chosen = useMemo(() => chosenRollouts(rollouts, filter), [rollouts, filter])
  useRowKeys(table)
  return (
    <div className="flex h-full flex-col">
      <h1 className="sr-only">{t('title')}</h1>
      <RolloutsFilterBar rollouts={rollouts} />
      {!page.isComplete && <StillReading foldedTo={page.foldedTo} />}
      {!isChosen && unseen.length > 0 && <UnseenRequests requests={unseen} />}
      <FindField
        label={t('find')}
        value={filter.q}
        onChange={setQ}
        summary={t('shown', { shown: chosen.length, total: rollouts.length })}
      />
      <div className="min-h-0 flex-1">
        {chosen.length === 0 ? (
          <div className="h-full overflow-y-auto">
            <NoRollouts readAt={Date.parse(page.at)} isFiltered={isFiltered} onClear={clear} />
          </div>
        ) : (
          <VirtualTable
            label={t('title')}
            columns={columns}
            count={chosen.length}
            keyOf={(at) => chosen[at]?.id ?? at}
            renderRow={(at) => <Row rollout={chosen[at]} isWide={isWide} />}
            rowHeight={isWide ? ROW_HEIGHT.wide : ROW_HEIGHT.narrow}
            onScroll={({ isNearEnd }) => isNearEnd && read.readOlder()}
            handle={table}
            footer={read.hasOlder && <p className="px-4 py-3 text-text-3 sm:px-6">{t('older')}</p>}
          />
        )}
      </div>
    </div>
  )
}

function Row({ rollout, isWide }: { rollout: Rollout | undefined; isWide: boolean }): ReactElement | null {
  return rollout ? <RolloutCells rollout={rollout} isWide={isWide} /> : null
}

/** A log that is opened is read once for the rollouts in it; until then old ones may be missing. */
function StillReading({ foldedTo }: { foldedTo: string | undefined }): ReactElement {
  const t = useTranslations('rollouts')
  return (
    <p role="status" className="shrink-0 border-line border-b bg-surface px-4 py-2 text-text-2 sm:px-6">
      {foldedTo === undefined
        ? t('stillReading')
        : t.rich('readTo', { at: () => <Time at={Date.parse(foldedTo)} form="date-second" className="mono" /> })}
    </p>
  )
}

/** `j` and `k` move along the rows. */
function useRowKeys(table: { readonly current: TableHandle | null }): void {
  const move = (step: 1 | -1) => table.current?.focusRow(Math.max(0, table.current.focusedRow() + step))
  useShortcuts([
    { id: 'list.next', run: () => move(1) },
    { id: 'list.previous', run: () => move(-1) },
  ])
}
