'use client'

import type { Resolution } from '@portolan/contract'
import dynamic from 'next/dynamic'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import type { TracedRequest } from '../../api/queries.ts'
import { codeAndDetail } from '../../errors.ts'
import { Failed } from '../../frame/failed.tsx'
import { useTimedTitle } from '../../frame/timed-title.ts'
import { useAt } from '../../time/use-at.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { TableLoading } from '../../ui/table-loading.tsx'
import { BackendsList } from './backends-list.tsx'
import { HistoryStrip } from './history-strip.tsx'
import { LeftOpen } from './left-open.tsx'
import { OutcomeLine } from './outcome-line.tsx'
import { StepsList } from './steps-list.tsx'
import { TraceForm } from './trace-form.tsx'
import { AnswerLoading } from './trace-skeleton.tsx'
import { QUESTIONS, useTraceUrl } from './trace-url.ts'
import { useKnownUrls, useResolution } from './use-trace.ts'
import { WayThen } from './way-then.tsx'

const PodsQuestion = dynamic(() => import('./pods/pods-question.tsx').then((module) => module.PodsQuestion), {
  ssr: false,
  loading: () => <AnswerLoading />,
})

const NothingTraced = dynamic(() => import('./nothing-traced.tsx').then((module) => module.NothingTraced), {
  ssr: false,
  loading: () => <TableLoading rows={8} />,
})

/** Where a request leads, station by station, now or at the instant in the link; or whether one Pod reaches another. */
export function TraceScreen(): ReactElement {
  const t = useTranslations('trace')
  const { request, question, setQuestion } = useTraceUrl()
  useTimedTitle(question === 'url' && request ? request.url : t('title'))
  return (
    <div className="h-full overflow-y-auto overflow-x-hidden">
      <div className="flex max-w-[1240px] flex-col gap-6 px-4 py-5 sm:px-6">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h1 className="font-semibold text-20 tracking-tight">{t(`heading.${question}`)}</h1>
          <Segmented
            label={t('question')}
            segments={QUESTIONS.map((value) => ({ value, label: t(`questions.${value}`) }))}
            value={question}
            onChange={setQuestion}
          />
        </div>
        {question === 'pods' ? <PodsQuestion /> : <UrlQuestion request={request} />}
      </div>
    </div>
  )
}

function UrlQuestion({ request }: { request: TracedRequest | undefined }): ReactElement {
  const { trace } = useTraceUrl()
  const known = useKnownUrls()
  const suggested = useMemo(() => [...known.urls, ...known.earlier], [known])
  const key = JSON.stringify(request)
  return (
    <>
      <TraceForm key={key} request={request} urls={suggested} onTrace={trace} />
      {request ? <Traced key={`answer ${key}`} request={request} /> : <NothingTraced known={known} />}
    </>
  )
}

function Traced({ request }: { request: TracedRequest }): ReactElement {
  const { body, error, retry } = useResolution(request)
  if (!body && error) return <Failed {...codeAndDetail(error)} heading="h2" onRetry={retry} />
  if (!body) return <AnswerLoading />
  return <TracePicture request={request} resolution={body} />
}

function TracePicture({ request, resolution }: { request: TracedRequest; resolution: Resolution }): ReactElement {
  const { against } = useTraceUrl()
  const { text: at } = useAt()
  return (
    <>
      <OutcomeLine resolution={resolution} />
      <HistoryStrip request={request} resolution={resolution} />
      <div className="grid gap-x-10 gap-y-6 xl:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <StepsList resolution={resolution} at={at} />
        {against !== undefined && <WayThen request={request} against={against} />}
        <div className="flex min-w-0 flex-col gap-6">
          <BackendsList backends={resolution.backends} />
          <LeftOpen resolution={resolution} />
        </div>
      </div>
    </>
  )
}
