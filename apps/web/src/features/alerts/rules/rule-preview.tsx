'use client'

import type { Alert, AlertPreview, AlertRule } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { previewRule } from '../../../api/alert-commands.ts'
import { SEVERITY_LOOK } from '../../../cluster/severity.ts'
import { ToldSentence } from '../../../cluster/told-sentence.tsx'
import { serverNow } from '../../../live/server-clock.ts'
import { Button } from '../../../ui/button.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import { Time } from '../../../ui/time.tsx'
import { Refusal } from '../form/refusal.tsx'
import { useCommand } from '../form/use-command.ts'

const DAY_MS = 86_400_000
const NAMED = 8

/** What the rule, as it is typed, would have raised in the last day of the log. */
export function RulePreview({ rule }: { rule: AlertRule }): ReactElement {
  const t = useTranslations('alerts.rules.preview')
  const { run, isBusy, answer, refusal } = useCommand((tried: AlertRule) =>
    previewRule(tried, { from: new Date(serverNow() - DAY_MS).toISOString() }),
  )
  return (
    <section aria-label={t('title')} className="flex flex-col gap-2">
      <Button onClick={() => run(rule)} disabled={isBusy} className="self-start">
        {isBusy ? t('trying') : t('try')}
      </Button>
      <Refusal of={refusal} />
      {answer !== undefined && (
        <>
          <output className="font-medium">
            {t('would', { alerts: answer.total, notifications: answer.notifications })}
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
