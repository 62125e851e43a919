'use client'

import type { Silence } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Time } from '../../../ui/time.tsx'
import { ActionButton } from '../form/action-button.tsx'
import { Refusal } from '../form/refusal.tsx'
import { MatcherText } from './matcher-text.tsx'
import { SpanText } from './span-text.tsx'
import { useEndSilence } from './use-end-silence.ts'

/** What is hidden, for how long, why and by whom; and the way to end it. */
export function SilenceCard({ silence }: { silence: Silence }): ReactElement {
  const t = useTranslations('alerts.silences')
  const { id, matcher, span, reason, createdBy, createdAt, endedAt, state, mutes } = silence
  const { run, isBusy, refusal } = useEndSilence(silence)
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 border-line border-b px-4 py-3 sm:px-6">
      <div className="flex min-w-0 flex-1 basis-80 flex-col gap-1">
        <p className="break-words font-medium">{reason}</p>
        <MatcherText matcher={matcher} />
        <p className="text-text-2">
          <SpanText span={span} />
          {state === 'active' && ` · ${t('mutes', { count: mutes.length })}`}
        </p>
        <p className="text-text-3">
          {t.rich('by', {
            by: createdBy,
            at: () => <Time at={Date.parse(createdAt)} form="date-second" className="mono" />,
          })}
          {endedAt !== null && (
            <>
              {' · '}
              {t.rich('ended', { at: () => <Time at={Date.parse(endedAt)} form="date-second" className="mono" /> })}
            </>
          )}
        </p>
        <Refusal of={refusal} />
      </div>
      {state !== 'expired' && (
        <ActionButton isBusy={isBusy} onClick={() => run(id)} aria-label={t('endNamed', { reason })}>
          {t('endNow')}
        </ActionButton>
      )}
    </li>
  )
}
