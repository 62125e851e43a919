'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { resolveQuery, type TracedRequest } from '../../api/queries.ts'
import { codeAndDetail } from '../../errors.ts'
import { Failed } from '../../frame/failed.tsx'
import { Button } from '../../ui/button.tsx'
import { Time } from '../../ui/time.tsx'
import { StepsList } from './steps-list.tsx'
import { AnswerLoading } from './trace-skeleton.tsx'
import { useTraceUrl } from './trace-url.ts'

/** The way the same request took at another instant, to be read beside the one shown. */
export function WayThen({ request, against }: { request: TracedRequest; against: string }): ReactElement {
  const t = useTranslations('trace')
  const { compareWith } = useTraceUrl()
  const { data, error, refetch } = useQuery(resolveQuery({ ...request, at: against }))
  return (
    <div className="flex min-w-0 flex-col items-start gap-3">
      {data ? (
        <StepsList
          resolution={data.body}
          at={against}
          title={t.rich('wayThen', {
            at: () => <Time at={Date.parse(data.body.at)} form="auto-ms" className="mono" />,
          })}
        />
      ) : error ? (
        <Failed {...codeAndDetail(error)} heading="h2" onRetry={() => void refetch()} />
      ) : (
        <AnswerLoading />
      )}
      <Button kind="quiet" className="-ml-3" onClick={() => compareWith(undefined)}>
        {t('compareNoMore')}
      </Button>
    </div>
  )
}
