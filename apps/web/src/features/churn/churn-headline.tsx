'use client'

import type { ServicesChurn } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useDuration } from '../../i18n/use-duration.ts'
import { Time } from '../../ui/time.tsx'
import { keyOf } from './arrange-churn.ts'
import { mainCause } from './unexplained.ts'

/** The answer in one sentence: who churned most, how much, within which stretch of time. */
export function ChurnHeadline({ ranking: { services, total, from, to } }: { ranking: ServicesChurn }): ReactElement {
  const t = useTranslations('churn')
  const word = useTranslations('churn.cause')
  const duration = useDuration()
  const [first] = services
  const span = duration(Date.parse(to) - Date.parse(from))
  const cause = first && mainCause(first)
  const since = () => <Time at={Date.parse(from)} form="auto-second" className="mono font-normal" />
  return (
    <h1 className="min-w-0 break-words font-medium text-14 max-sm:basis-full">
      {first
        ? t.rich('headline', {
            span,
            since,
            total,
            name: () => <span className="mono">{keyOf(first)}</span>,
            count: first.churn,
          })
        : t.rich('headlineNone', { span, since })}
      {cause && (
        <span className="font-normal text-text-2"> {t('mostly', { count: cause.count, cause: word(cause.kind) })}</span>
      )}
    </h1>
  )
}
