'use client'

import clsx from 'clsx'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useToldDuration } from '../../../i18n/use-told-duration.ts'
import type { Measure, MeasuredValue } from './measures.ts'

/** What was measured, each with what it means on hover and focus of its term. */
export function KeyMeasures({ measures }: { measures: readonly Measure[] }): ReactElement {
  const t = useTranslations('rollout.measure')
  return (
    <dl className="flex flex-wrap gap-px overflow-hidden rounded-card border border-line bg-line max-sm:grid max-sm:grid-cols-3 max-sm:bg-page">
      {measures.map(({ name, value, isBad }) => (
        <div
          key={name}
          // Where there is little room, what could not be measured takes none.
          className={clsx(
            'flex min-w-0 flex-1 flex-col bg-page px-2.5 py-2 sm:min-w-[112px]',
            value === undefined && 'max-sm:hidden',
          )}
          data-hint={t(`${name}.hint`)}
        >
          <dt className="truncate text-12 text-text-3">{t(`${name}.name`)}</dt>
          <dd
            className={clsx(
              'flex flex-wrap items-baseline gap-x-1.5 font-medium text-14',
              isBad ? 'text-unready' : 'text-text-1',
            )}
          >
            <MeasureText value={value} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** A measured value in words; a dash where there was nothing to measure. */
export function MeasureText({ value }: { value: MeasuredValue | undefined }): ReactElement {
  const t = useTranslations('rollout.measure')
  const duration = useToldDuration()
  if (value === undefined) return <span className="text-text-3">–</span>
  switch (value.unit) {
    case 'duration':
      return (
        <>{value.least === value.most ? duration(value.most) : `${duration(value.least)}–${duration(value.most)}`}</>
      )
    case 'ratio':
      return (
        <>
          {value.count} <span className="font-normal text-text-3">/ {value.of}</span>
        </>
      )
    case 'podTime':
      return <>{t('podSeconds', { count: Math.round(value.ms / 100) / 10 })}</>
    case 'share':
      return <>{Math.floor(value.share * 1_000) / 10} %</>
    case 'distribution':
      return (
        <>
          <span>{duration(value.median)}</span>{' '}
          <span className="font-normal text-12 text-text-3">
            {value.max !== value.median && `${value.max > value.median ? '≤' : '≥'} ${duration(value.max)}`}
            {value.skewMs > 0 && ` ±${duration(value.skewMs)}`}
          </span>
        </>
      )
  }
}
