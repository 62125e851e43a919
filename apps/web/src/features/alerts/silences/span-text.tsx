'use client'

import type { Silence } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Time } from '../../../ui/time.tsx'
import { useWeekdayNames } from '../form/weekdays.tsx'

/** How long a silence lasts, in words. */
export function SpanText({ span }: { span: Silence['span'] }): ReactElement {
  const t = useTranslations('alerts.silences')
  const nameOf = useWeekdayNames()
  switch (span.type) {
    case 'until-resolved':
      return <>{t('lengths.until-resolved')}</>
    case 'recurring':
      return (
        <>
          {t('recurs', {
            days: span.weekdays.map(nameOf).join(', '),
            start: span.start,
            duration: span.duration,
            zone: span.timeZone,
          })}
        </>
      )
    case 'until':
      return (
        <>
          {span.from !== undefined && (
            <>
              <Time at={Date.parse(span.from)} form="date-second" className="mono" />
              {' – '}
            </>
          )}
          {t.rich('until', { at: () => <Time at={Date.parse(span.to)} form="date-second" className="mono" /> })}
        </>
      )
  }
}
