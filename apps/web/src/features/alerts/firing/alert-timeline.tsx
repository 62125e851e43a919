'use client'

import type { AlertDetail } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { SeqLink } from '../../../cluster/seq-link.tsx'
import { ToldSentence } from '../../../cluster/told-sentence.tsx'
import { Time } from '../../../ui/time.tsx'

/** What became of an alert, the oldest first; each moment with its place in the log. */
export function AlertTimeline({ moments }: { moments: AlertDetail['timeline'] }): ReactElement {
  const t = useTranslations('alerts.timeline')
  return (
    <ol className="flex flex-col border-line border-l pl-3">
      {moments.map(({ type, at, seq, by, sentence }) => (
        <li key={`${at} ${type} ${by ?? ''}`} className="py-1">
          <span className="flex flex-wrap items-baseline gap-x-3">
            <Time at={Date.parse(at)} form="auto-ms" className="mono text-text-2" />
            <span className="font-medium">{t(type)}</span>
            {by !== undefined && <span className="text-text-2">{by}</span>}
            {seq !== undefined && <SeqLink seq={seq} />}
          </span>
          {sentence !== undefined && (
            <span className="block text-text-2">
              <ToldSentence sentence={sentence} />
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
