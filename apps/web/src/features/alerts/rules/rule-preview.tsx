'use client'

import type { Alert, AlertPreview, AlertRule } from '@portolan/contract'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactElement, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { rulePreviewQuery } from '../../../api/alert-queries.ts'
import { SEVERITY_LOOK } from '../../../cluster/severity.ts'
import { ToldSentence } from '../../../cluster/told-sentence.tsx'
import { codeAndDetail } from '../../../errors.ts'
import { serverNow } from '../../../live/server-clock.ts'
import { Glyph } from '../../../ui/glyph.tsx'
import { Time } from '../../../ui/time.tsx'
import { Refusal } from '../form/refusal.tsx'

const DAY_MS = 86_400_000
const NAMED = 8

/** What a rule is called while it is tried before anybody named it: no answer depends on it. */
const UNNAMED = '-'

/** What is typed is tried when nothing was typed for so long. */
const CALM_MS = 600

/** A rule as it was typed a moment ago, and what it would have raised in the last day of the log. */
export function useRulePreview(rule: AlertRule, { isOn }: { isOn: boolean }) {
  const [from] = useState(() => new Date(serverNow() - DAY_MS).toISOString())
  const [tried, setTried] = useState(rule)
  useEffect(() => {
    const timer = setTimeout(() => setTried(rule), CALM_MS)
    return () => clearTimeout(timer)
  }, [rule])
  const { data, error, isFetching } = useQuery({
    ...rulePreviewQuery({ ...tried, name: tried.name || UNNAMED }, { from }),
    enabled: isOn,
    placeholderData: keepPreviousData,
  })
  return {
    answer: error === null ? data?.body : undefined,
    refusal: error === null ? undefined : codeAndDetail(error),
    isTrying: isFetching || tried !== rule,
  }
}

/** What a rule, as it is typed, would have raised in the last day of the log, beside what it raises as it is kept. */
export function RulePreview({
  preview: { answer, refusal, isTrying },
  before,
}: {
  preview: ReturnType<typeof useRulePreview>
  /** How often it would have fired as it is kept; absent of a new one. */
  before: number | undefined
}): ReactElement {
  const t = useTranslations('alerts.rules.preview')
  return (
    <section aria-label={t('title')} aria-busy={isTrying || undefined} className="flex flex-col gap-2">
      <Refusal of={refusal} />
      {answer === undefined && refusal === undefined && <p className="text-text-2">{t('trying')}</p>}
      {answer !== undefined && (
        <>
          <output className={isTrying ? 'font-medium text-text-3' : 'font-medium'}>
            {t('would', { alerts: answer.total, notifications: answer.notifications })}
            {before !== undefined && before !== answer.total && (
              <span className="font-normal text-text-2"> {t('before', { count: before })}</span>
            )}
          </output>
          {answer.cut !== undefined && <p className="text-text-2">{t('cut', { cut: answer.cut })}</p>}
          <Strip preview={answer} />
          <ul>
            {answer.alerts.slice(-NAMED).map((alert) => (
              <li key={alert.id} className="flex flex-wrap items-center gap-x-3">
                <Time at={Date.parse(alert.raisedAt)} className="mono text-text-2" />
                <ToldSentence sentence={alert.sentence} className="min-w-0 flex-1 basis-60" />
              </li>
            ))}
          </ul>
          {answer.total > NAMED && <p className="text-text-3">{t('more', { count: answer.total - NAMED })}</p>}
        </>
      )}
    </section>
  )
}

const WIDTH = 720
const HEIGHT = 28

/** The day from left to right, a bar for each alert from when it was raised to when it was over. */
function Strip({ preview }: { preview: AlertPreview }): ReactElement {
  const t = useTranslations('alerts.rules.preview')
  const from = Date.parse(preview.from)
  const to = Date.parse(preview.to)
  const place = (at: number) => ((at - from) / Math.max(1, to - from)) * WIDTH
  return (
    <figure>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('strip', { alerts: preview.total })}
        className="h-7 w-full rounded-chip border border-line bg-surface"
      >
        {preview.alerts.map((alert) => (
          <Bar key={alert.id} alert={alert} place={place} end={to} />
        ))}
      </svg>
      <figcaption className="flex justify-between text-12 text-text-3">
        <Time at={from} form="auto-second" className="mono" />
        <span className="inline-flex items-center gap-1.5">
          <Glyph {...SEVERITY_LOOK.critical} size={9} />
          {t('legend')}
        </span>
        <Time at={to} form="auto-second" className="mono" />
      </figcaption>
    </figure>
  )
}

function Bar({ alert, place, end }: { alert: Alert; place: (at: number) => number; end: number }): ReactElement {
  const left = place(Date.parse(alert.raisedAt))
  const right = place(alert.resolvedAt === null ? end : Date.parse(alert.resolvedAt))
  const tone = alert.severity === 'warning' ? 'fill-warning' : alert.severity === 'info' ? 'fill-info' : 'fill-critical'
  return <rect x={left} y={5} width={Math.max(3, right - left)} height={HEIGHT - 10} className={tone} />
}
