'use client'

import type { Resolution, ResolutionHistory } from '@portolan/contract'
import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { TracedRequest } from '../../api/queries.ts'
import { ObjectLink } from '../../cluster/object-link.tsx'
import { ToldSentence } from '../../cluster/told-sentence.tsx'
import { hrefWith } from '../../frame/namespaces.ts'
import { useDuration } from '../../i18n/use-duration.ts'
import { useShownTime } from '../../time/use-shown-time.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { Bone } from '../../ui/skeleton.tsx'
import { Time } from '../../ui/time.tsx'
import { type HistoryInterval, isWorking, lastWorked } from './last-worked.ts'
import { useTraceUrl } from './trace-url.ts'
import { type LookBack, useResolutionHistory } from './use-trace.ts'

/** Rows of one page; what is older is counted. */
const SHOWN = 12

/** When the request last worked, which change ended it, and every stretch before. */
export function HistoryStrip({
  request,
  resolution,
}: {
  request: TracedRequest
  resolution: Resolution
}): ReactElement {
  const t = useTranslations('trace')
  const [lookBack, setLookBack] = useState<LookBack>('usual')
  const { kind, message } = resolution.outcome
  const { body, error } = useResolutionHistory(request, { outcome: `${kind} ${message.text}`, lookBack })
  return (
    <section aria-labelledby="trace-history" className="max-w-4xl">
      <div className="mb-1 flex flex-wrap items-center gap-x-3">
        <h2 id="trace-history" className="font-medium text-14">
          {t('history')}
        </h2>
        {body && lookBack === 'usual' && (
          <Button kind="quiet" className="h-[24px]!" onClick={() => setLookBack('far')}>
            {t('lookFurther')}
          </Button>
        )}
      </div>
      {body ? (
        <History history={body} request={request} />
      ) : error ? (
        <p className="text-text-2">{t('historyFailed')}</p>
      ) : (
        <Bone className="h-[86px] w-full max-sm:h-[106px]" />
      )}
    </section>
  )
}

function History({ history, request }: { history: ResolutionHistory; request: TracedRequest }): ReactElement {
  const t = useTranslations('trace')
  const { intervals, isComplete } = history
  return (
    <>
      <p className="mb-2">
        <LastWorkedSentence history={history} />
      </p>
      <Strip history={history} request={request} />
      <p className="mono mt-0.5 flex justify-between text-12 text-text-3">
        <Time at={Date.parse(history.from)} />
        <Time at={Date.parse(history.to)} />
      </p>
      <details className="group mt-1">
        <summary className="-ml-1 flex min-h-[24px] w-fit cursor-pointer list-none items-center gap-1 rounded-chip pr-2 text-text-2 hover:text-accent pointer-coarse:min-h-11">
          <ChevronRight size={14} aria-hidden="true" className="transition-transform group-open:rotate-90" />
          {t('stretches', { count: intervals.length })}
        </summary>
        <ol className="mt-1">
          {intervals.slice(0, SHOWN).map((interval) => (
            <Stretch key={interval.from} interval={interval} href={traceHref(request, interval.from)} />
          ))}
        </ol>
        {intervals.length > SHOWN && (
          <p className="text-text-3">{t('moreStretches', { count: intervals.length - SHOWN })}</p>
        )}
        {!isComplete && <p className="text-text-3">{t('historyIncomplete')}</p>}
      </details>
    </>
  )
}

function LastWorkedSentence({ history }: { history: ResolutionHistory }): ReactElement {
  const t = useTranslations('trace')
  const found = lastWorked(history)
  const at = (ms: number) => () => <Time at={ms} form="auto-ms" className="mono" />
  if (found === undefined) return <>{t('noHistory')}</>
  if (found.state === 'never')
    return <>{t.rich(found.isCertain ? 'neverWorked' : 'notFoundWorking', { at: at(found.from) })}</>
  if (found.state === 'works')
    return <>{t.rich(found.isLonger ? 'worksLonger' : 'worksSince', { at: at(found.since) })}</>
  const { endedBy } = found
  return (
    <>
      {t.rich('workedUntil', { at: at(found.until) })}{' '}
      {endedBy && (
        <>
          {t.rich('endedBy', {
            seq: endedBy.seq,
            change: endedBy.change,
            link: (words) => (
              <AppLink href={hrefWith('/log/', { seq: String(endedBy.seq) })} className="text-accent hover:underline">
                {words}
              </AppLink>
            ),
            object: () => <ObjectLink of={endedBy.object} />,
          })}
          {endedBy.writer !== undefined && (
            <span className="text-text-2">
              {' '}
              {t.rich('writtenBy', { writer: () => <span className="mono">{endedBy.writer}</span> })}
            </span>
          )}
        </>
      )}
    </>
  )
}

/** The stretches by their length; the list below says the same in words. */
function Strip({
  history: { intervals, from, to },
  request,
}: {
  history: ResolutionHistory
  request: TracedRequest
}): ReactElement {
  const begin = Date.parse(from)
  const length = Math.max(1, Date.parse(to) - begin)
  const percent = (at: string) => (100 * (Date.parse(at) - begin)) / length
  const shownAt = useShownTime()
  return (
    <div aria-hidden="true" className="relative h-4 overflow-hidden rounded-chip bg-tint-unknown outline outline-line">
      {intervals.map((interval) => (
        <AppLink
          key={interval.from}
          href={traceHref(request, interval.from)}
          tabIndex={-1}
          className={clsx('absolute inset-y-0 min-w-px border-page border-l', fillOf(interval))}
          style={{
            left: `${percent(interval.from)}%`,
            width: `${percent(interval.to ?? to) - percent(interval.from)}%`,
          }}
        />
      ))}
      {shownAt !== undefined && (
        <span
          className="absolute inset-y-0 w-0.5 bg-text-1"
          style={{ left: `${(100 * (shownAt - begin)) / length}%` }}
        />
      )}
    </div>
  )
}

function fillOf({ outcome }: HistoryInterval): string {
  if (isWorking(outcome)) return 'bg-tint-ready'
  return outcome.kind === 'unknown' ? 'blind-hatch' : 'bg-unready'
}

function Stretch({ interval, href }: { interval: HistoryInterval; href: string }): ReactElement {
  const t = useTranslations('trace')
  const duration = useDuration()
  const { from, to, outcome, backends } = interval
  const { compareWith } = useTraceUrl()
  return (
    <li className="flex flex-wrap items-baseline gap-x-3 border-line border-b py-1.5 last:border-b-0">
      <AppLink href={href} className="mono inline-block min-h-[24px] py-0.5 text-text-2 hover:text-accent">
        <Time at={Date.parse(from)} form="auto-ms" />
      </AppLink>
      <span className="w-24 text-text-3">{to === null ? t('lasts') : duration(Date.parse(to) - Date.parse(from))}</span>
      <ToldSentence sentence={outcome.message} className={isWorking(outcome) ? 'text-text-2' : 'font-medium'} />
      {backends.length > 1 && (
        <span className="mono text-text-3">
          {backends
            .map(({ namespace, service, share }) => `${namespace}/${service} ${Math.round(share * 100)}%`)
            .join(', ')}
        </span>
      )}
      <Button kind="quiet" className="ml-auto h-[24px]!" onClick={() => compareWith(from)}>
        {t('compareWithThen')}
      </Button>
    </li>
  )
}

function traceHref({ url, method, header, gateway, ingressClass }: TracedRequest, at: string): string {
  return hrefWith('/trace/', { url, method, header, gateway, ingressClass, at })
}
