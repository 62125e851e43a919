'use client'

import type { Silence } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Time } from '../../../ui/time.tsx'
import { useDurationText } from '../form/use-duration-text.ts'
import { useWeekdayList } from '../form/weekdays.tsx'

/** How long a silence lasts, in words. */
export function SpanText({ span }: { span: Silence['span'] }): ReactElement {
  const t = useTranslations('alerts.silences')
  const daysOf = useWeekdayList()
  const durationText = useDurationText()
  switch (span.type) {
    case 'until-resolved':
      return <>{t('lengths.until-resolved')}</>
    case 'recurring':
      return (
        <>
          {t('recurs', {
            days: daysOf(span.weekdays),
            start: span.start,
            duration: durationText(span.duration),
            zone: span.timeZone,
          })}
        </>
      )
    case 'until': {
      const to = <Time at={Date.parse(span.to)} form="date-second" className="mono" />
      if (span.from === undefined) return <>{t.rich('until', { at: () => to })}</>
      return (
        <>
          <Time at={Date.parse(span.from)} form="date-second" className="mono" />
          {' – '}
          {to}
        </>
      )
    }
  }
}
