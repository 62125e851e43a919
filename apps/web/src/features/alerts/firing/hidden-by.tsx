'use client'

import type { Incident, Silence } from '@portolan/contract'
import { BellOff } from 'lucide-react'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { ActionButton } from '../form/action-button.tsx'
import { Refusal } from '../form/refusal.tsx'
import { useSilences } from '../silences/silenced-by.tsx'
import { SpanText } from '../silences/span-text.tsx'
import { useEndSilence } from '../silences/use-end-silence.ts'

/** Which silences hide alerts of this list, how many, and the way to end each. Absent where none does. */
export function HiddenBy({ incidents }: { incidents: readonly Incident[] }): ReactElement | null {
  const t = useTranslations('alerts')
  const silences = useSilences()
  const { hidden, bySilence } = useMemo(() => countHidden(incidents), [incidents])
  if (hidden === 0) return null
  return (
    <section aria-labelledby="silenced-alerts" className="border-line border-b bg-surface px-4 py-2 sm:px-6">
      <h2 id="silenced-alerts" className="flex items-center gap-1.5 text-12 text-text-2">
        <BellOff size={13} aria-hidden="true" />
        {t('silencedHeading', { count: hidden })}
      </h2>
      <ul>
        {[...bySilence].map(([id, count]) => {
          const silence = silences.get(id)
          return silence && <HidingSilence key={id} silence={silence} count={count} />
        })}
      </ul>
    </section>
  )
}

function HidingSilence({ silence, count }: { silence: Silence; count: number }): ReactElement {
  const t = useTranslations('alerts.silences')
  const { run, isBusy, refusal } = useEndSilence(silence)
  const { id, reason, createdBy, span } = silence
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 py-1">
      <span className="min-w-0 flex-1 basis-60 break-words">
        {t.rich('hides', { count, by: createdBy, reason: () => <strong className="font-medium">{reason}</strong> })}
        <span className="text-text-2">
          {' · '}
          <SpanText span={span} />
        </span>
      </span>
      <ActionButton isBusy={isBusy} onClick={() => run(id)} aria-label={t('endNamed', { reason })}>
        {t('endNow')}
      </ActionButton>
      <Refusal of={refusal} />
    </li>
  )
}

function countHidden(incidents: readonly Incident[]) {
  const bySilence = new Map<string, number>()
  let hidden = 0
  for (const { alerts } of incidents)
    for (const { state, silencedBy } of alerts) {
      if (state === 'resolved' || silencedBy.length === 0) continue
      hidden += 1
      for (const id of silencedBy) bySilence.set(id, (bySilence.get(id) ?? 0) + 1)
    }
  return { hidden, bySilence }
}
