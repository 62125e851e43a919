'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { SEVERITIES, type Severity } from '../../cluster/severity.ts'
import { SeveritySign } from '../../cluster/severity-sign.tsx'
import { VERDICTS } from '../../cluster/verdict.ts'
import { VerdictSign } from '../../cluster/verdict-sign.tsx'
import { useStatus } from '../../live/use-live.ts'
import { useAt } from '../../time/use-at.ts'
import { Glyph } from '../../ui/glyph.tsx'
import { Time } from '../../ui/time.tsx'
import type { LastHour } from './last-hour.ts'
import { Tile } from './tile.tsx'
import type { ToldRollouts } from './use-newest-rollouts.ts'
import { useFindingCounts, useFiringCounts, useLastHour } from './use-tiles.ts'

const HEALTHY = { shape: 'pale-disc', tone: 'healthy' } as const

type SeverityCounts = Readonly<Record<Severity, number>>

/** What one asks first, each with its answer: what is rolled out, what happened, what is wrong, what fires. */
export function Tiles({ told }: { told: ToldRollouts }): ReactElement {
  const t = useTranslations('overview.tiles')
  const { instant } = useAt()
  return (
    <ul
      aria-label={t('label')}
      className="mt-6 grid gap-px overflow-hidden rounded-card border border-line bg-line sm:grid-cols-2 xl:auto-cols-fr xl:grid-flow-col xl:grid-cols-none"
    >
      <RolloutsTile told={told} />
      <LastHourTile />
      <FindingsTile />
      {instant === undefined && <AlertsTile />}
    </ul>
  )
}

function RolloutsTile({ told: { rollouts, error } }: { told: ToldRollouts }): ReactElement {
  const t = useTranslations('overview.tiles')
  const verdict = useTranslations('verdict')
  const rest = { href: '/rollouts/', question: t('rollouts') }
  if (error) return <Tile {...rest} answer={<Glyph shape="dotted-ring" tone="unknown" />} words={t('notTold')} />
  if (!rollouts) return <Tile {...rest} answer={undefined} words={undefined} />
  const { running, unseen, hasMoreRunning } = rollouts
  const worst = VERDICTS.find((kind) => running.some((rollout) => rollout.verdict.kind === kind))
  const sign = worst ?? (unseen.length > 0 ? 'unknown' : undefined)
  const [last] = rollouts.finished
  const words = t('running', {
    count: running.length + unseen.length,
    name: (running[0] ?? unseen[0])?.workload.name ?? '',
    isMore: hasMoreRunning ? 'yes' : 'no',
  })
  return (
    <Tile {...rest} answer={sign ? <VerdictSign verdict={sign} /> : <Glyph {...HEALTHY} />} words={words}>
      {worst && t('soFar', { count: running.length, verdict: verdict(worst) })}
      {unseen.length > 0 && <span className="block">{t('unseen', { count: unseen.length })}</span>}
      {!sign && last && t('last', { name: last.workload.name, verdict: verdict(last.verdict.kind) })}
    </Tile>
  )
}

function LastHourTile(): ReactElement {
  const t = useTranslations('overview.tiles')
  const isPresent = useAt().instant === undefined
  const { answer: hour } = useLastHour()
  return (
    <Tile
      href="/log/"
      question={isPresent ? t('lastHour') : t('hourBefore')}
      answer={
        hour && (
          <Glyph
            shape={hour.outages.length > 0 ? 'half-triangle' : 'pale-disc'}
            tone={hour.outages.length > 0 ? 'warning' : 'healthy'}
          />
        )
      }
      words={hour && t('outages', { count: hour.outages.length, name: hour.outages[0] ?? '' })}
    >
      {hour && (
        <>
          {t('happened', { joins: hour.joins, leaves: hour.leaves, rollouts: hour.rollouts })}
          <KnownPart known={hour.known} />
        </>
      )}
    </Tile>
  )
}

/** What of the hour was not recorded, so that nothing is promised of it. */
function KnownPart({ known }: Pick<LastHour, 'known'>): ReactElement | null {
  const t = useTranslations('overview.tiles')
  if (known === 'all') return null
  return (
    <span className="block text-12 text-text-3">
      {known === 'with-gaps' ? t('withGaps') : t.rich('knownFrom', { at: () => <Time at={known.from} /> })}
    </span>
  )
}

function FindingsTile(): ReactElement {
  const t = useTranslations('overview.tiles')
  const { answer, isError } = useFindingCounts()
  const counts = answer && countsBySeverity(answer.counts)
  const settling = answer?.settling ?? 0
  return (
    <SeverityTile
      href="/findings/"
      question={t('findings')}
      counts={counts}
      isUnknown={isError && !counts}
      none={t(settling > 0 ? 'noFindingsYet' : 'noFindings')}
      settling={settling}
    />
  )
}

/** Absent where the server judges no alerts: a bundle was judged where it was recorded. */
function AlertsTile(): ReactElement | null {
  const t = useTranslations('overview.tiles')
  const { status } = useStatus()
  const { answer, isError } = useFiringCounts()
  if (status?.mode === 'bundle' || (isError && !answer)) return null
  return (
    <SeverityTile
      href="/alerts/"
      question={t('alerts')}
      counts={answer?.counts}
      isUnknown={false}
      none={t('noAlerts')}
    />
  )
}

function SeverityTile({
  counts,
  isUnknown,
  none,
  settling = 0,
  ...rest
}: {
  href: string
  question: string
  counts: SeverityCounts | undefined
  isUnknown: boolean
  none: string
  /** What holds, but not yet for long enough. */
  settling?: number
}): ReactElement {
  const t = useTranslations('overview.tiles')
  const present = SEVERITIES.filter((each) => (counts?.[each] ?? 0) > 0)
  const [worst, ...others] = present
  if (isUnknown) {
    return <Tile {...rest} answer={<Glyph shape="dotted-ring" tone="unknown" />} words={t('notTold')} />
  }
  return (
    <Tile
      {...rest}
      answer={
        counts &&
        (worst ? (
          <SeveritySign severity={worst} />
        ) : (
          <Glyph {...(settling > 0 ? ({ shape: 'half-disc', tone: 'info' } as const) : HEALTHY)} />
        ))
      }
      words={counts && (worst ? t(`counts.${worst}`, { count: counts[worst] }) : none)}
    >
      {others.map((each) => t(`counts.${each}`, { count: counts?.[each] ?? 0 })).join(' · ')}
      {settling > 0 && <span className="block">{t('settling', { count: settling, others: present.length })}</span>}
    </Tile>
  )
}

function countsBySeverity(counts: readonly { readonly severity: Severity; readonly count: number }[]): SeverityCounts {
  const of = (severity: Severity) =>
    counts.filter((each) => each.severity === severity).reduce((total, { count }) => total + count, 0)
  return { critical: of('critical'), error: of('error'), warning: of('warning'), info: of('info') }
}
