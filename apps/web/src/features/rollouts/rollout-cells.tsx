'use client'

import type { Rollout } from '@portolan/contract'
import { type ReactElement, useMemo, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { RolloutChange } from '../../cluster/rollout-change.tsx'
import { ToldSentence } from '../../cluster/told-sentence.tsx'
import { isRunning } from '../../cluster/verdict.ts'
import { VerdictSign } from '../../cluster/verdict-sign.tsx'
import { hrefWith } from '../../frame/namespaces.ts'
import { useDuration } from '../../i18n/use-duration.ts'
import { useToldDuration } from '../../i18n/use-told-duration.ts'
import { useServerNow } from '../../live/server-clock.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Mono } from '../../ui/mono.tsx'
import { Time } from '../../ui/time.tsx'
import { useWidth } from '../../ui/use-width.ts'
import { Cell, type Column } from '../../ui/virtual-table.tsx'
import { ReadySparkline } from './ready-sparkline.tsx'

const WIDTHS = {
  verdict: 'w-[170px]',
  workload: 'w-[24%]',
  sentence: '',
  course: 'w-44 max-lg:hidden',
  fewest: 'w-[76px] max-xl:hidden',
  zeroReady: 'w-28 max-xl:hidden',
  lag: 'w-24 max-xl:hidden',
  when: 'w-40',
} as const

const SPARKLINE = { width: 132, height: 34 }

const COLUMNS = ['verdict', 'workload', 'sentence', 'course', 'fewest', 'zeroReady', 'lag', 'when'] as const
type ColumnId = (typeof COLUMNS)[number]

/** Room for two lines beside each other, or six below each other: a verdict is told with its reason. */
export const ROW_HEIGHT = { wide: 60, narrow: 152 } as const

export function useRolloutColumns(isWide: boolean): readonly Column<ColumnId>[] {
  const t = useTranslations('rollouts.columns')
  return useMemo(
    () =>
      isWide
        ? COLUMNS.map((id) => ({
            id,
            header: t(id),
            className: WIDTHS[id],
          }))
        : [{ id: 'sentence', header: t('sentence'), className: '' }],
    [t, isWide],
  )
}

/** One rollout as a row; in a narrow window as lines of one cell. */
export function RolloutCells({ rollout, isWide }: { rollout: Rollout; isWide: boolean }): ReactElement {
  return isWide ? <WideCells rollout={rollout} /> : <NarrowCell rollout={rollout} />
}

function WideCells({ rollout }: { rollout: Rollout }): ReactElement {
  const t = useTranslations()
  const told = useToldDuration()
  const { verdict, state, services } = rollout
  return (
    <>
      <Cell className={WIDTHS.verdict}>
        <span className="flex items-center gap-2 font-medium">
          <VerdictSign verdict={verdict.kind} />
          {t(`verdict.${verdict.kind}`)}
        </span>
        {state !== verdict.kind && (
          <span className="block truncate pl-[22px] text-12 text-text-3">{t(`rolloutState.${state}`)}</span>
        )}
      </Cell>
      <Cell className={WIDTHS.workload}>
        <WorkloadLink rollout={rollout} />
        <RolloutChange rollout={rollout} className="block truncate text-12 text-text-2" />
      </Cell>
      <Cell className={`${WIDTHS.sentence} whitespace-normal`}>
        <span className="line-clamp-2 text-text-2">
          <ToldSentence sentence={verdict.sentence} />
        </span>
      </Cell>
      <Cell className={WIDTHS.course}>{services[0] && <ReadySparkline {...services[0]} {...SPARKLINE} />}</Cell>
      <Cell className={WIDTHS.fewest}>
        {verdict.minReady !== undefined && (
          <span className="mono">
            <span
              className={verdict.minReady === 0 && verdict.desired !== 0 ? 'font-medium text-unready' : 'text-text-1'}
            >
              {verdict.minReady}
            </span>{' '}
            <span className="text-text-3">/ {verdict.desired}</span>
          </span>
        )}
      </Cell>
      <Cell className={`${WIDTHS.zeroReady} mono`}>
        {verdict.zeroReadyMs > 0 ? (
          <span className="font-medium text-unready">{told(verdict.zeroReadyMs)}</span>
        ) : (
          <span className="text-text-3">–</span>
        )}
      </Cell>
      <Cell className={`${WIDTHS.lag} mono text-text-2`}>
        {verdict.longestLagMs === undefined ? <span className="text-text-3">–</span> : told(verdict.longestLagMs)}
      </Cell>
      <Cell className={WIDTHS.when}>
        <Time at={Date.parse(rollout.requestedAt)} form="auto-second" className="mono block text-text-2" />
        <Took rollout={rollout} />
      </Cell>
    </>
  )
}

function NarrowCell({ rollout }: { rollout: Rollout }): ReactElement {
  const t = useTranslations()
  const { verdict, services } = rollout
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  return (
    <Cell className="whitespace-normal">
      <div ref={frame} className="flex flex-col gap-1 py-1">
        <div className="flex items-center gap-2">
          <VerdictSign verdict={verdict.kind} />
          <span className="sr-only">{t(`verdict.${verdict.kind}`)}</span>
          <WorkloadLink rollout={rollout} />
          <Time at={Date.parse(rollout.requestedAt)} form="auto-second" className="mono ml-auto shrink-0 text-text-3" />
        </div>
        <span className="line-clamp-3 text-text-2">
          <ToldSentence sentence={verdict.sentence} />
        </span>
        {services[0] && width > 0 && <ReadySparkline {...services[0]} width={width} height={26} />}
        <span className="flex justify-between gap-3">
          <RolloutChange rollout={rollout} className="min-w-0 truncate text-12 text-text-2" />
          <Took rollout={rollout} />
        </span>
      </div>
    </Cell>
  )
}

/** How long it took until its state, or has gone on by now. */
function Took({ rollout }: { rollout: Rollout }): ReactElement {
  const t = useTranslations('rollouts')
  const duration = useDuration()
  const told = useToldDuration()
  const now = useServerNow()
  const since = Date.parse(rollout.requestedAt)
  if (isRunning(rollout))
    return <Chip tone="accent">{t('running', { duration: duration(Math.max(0, now - since), 'second') })}</Chip>
  const end = Date.parse(rollout.completedAt ?? rollout.endedAt ?? rollout.requestedAt)
  return <span className="text-12 text-text-3">{told(Math.max(0, end - since))}</span>
}

/** Leads to the rollout; the whole row is its target. */
function WorkloadLink({ rollout: { id, workload } }: { rollout: Rollout }): ReactElement {
  const { kind, namespace, name } = workload
  return (
    <AppLink
      href={hrefWith('/rollout/', { id })}
      data-row-link=""
      className="inset-focus flex min-h-[24px] min-w-0 items-center rounded-chip after:absolute after:inset-0"
    >
      <span lang="en" className="mr-1.5 shrink-0 text-text-3 max-2xl:sr-only">
        {kind}
      </span>
      <span className="mono shrink-0 text-text-3">{namespace}/</span>
      <Mono text={name} className="font-medium text-text-1" />
    </AppLink>
  )
}
