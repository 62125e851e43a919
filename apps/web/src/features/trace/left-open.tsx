'use client'

import type { Resolution } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { ToldSentence } from '../../cluster/told-sentence.tsx'
import { Glyph } from '../../ui/glyph.tsx'

/** What the API leaves open and this answer had to choose, and who else could have answered. */
export function LeftOpen({
  resolution: { ambiguities, otherEntries },
}: {
  resolution: Resolution
}): ReactElement | null {
  const t = useTranslations('trace')
  if (ambiguities.length === 0 && otherEntries.length === 0) return null
  return (
    <section aria-labelledby="trace-open" className="flex flex-col gap-2">
      <h2 id="trace-open" className="font-medium text-14">
        {t('leftOpen')}
      </h2>
      <ul className="flex flex-col gap-1.5">
        {ambiguities.map((ambiguity) => (
          <li key={`${ambiguity.id} ${ambiguity.text}`} className="flex gap-2">
            <Glyph shape="half-triangle" tone="warning" className="mt-1" />
            <ToldSentence sentence={ambiguity} className="min-w-0 break-words" />
          </li>
        ))}
      </ul>
      {otherEntries.length > 0 && (
        <>
          <h3 className="text-text-3">{t('otherEntries')}</h3>
          <ul className="overflow-hidden rounded-card border border-line">
            {otherEntries.map(({ entry, outcome }) => (
              <li
                key={`${entry.kind} ${entry.name} ${entry.classes.join()}`}
                className="flex flex-wrap items-baseline gap-x-3 border-line border-b px-3 py-2 last:border-b-0"
              >
                <span className="mono break-all">{entry.name}</span>
                {entry.addresses.length > 0 && <span className="mono text-text-3">{entry.addresses.join(', ')}</span>}
                <span className="text-text-2">
                  {t('expected')} <ToldSentence sentence={outcome.message} />
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
