'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { ObjectLink } from '../../../cluster/object-link.tsx'
import type { EntryCard } from '../scene/scene.ts'
import { Section } from './section.tsx'

const LIMIT = 12

/** By which addresses and ports packets come to an entry, and the controllers that take them. */
export function WaysIn({ card: { door, exposes } }: { card: EntryCard }): ReactElement {
  const t = useTranslations('map.drawer')
  return (
    <>
      {door.ways.length > 0 && (
        <Section title={t('waysIn')}>
          <ul className="flex flex-col gap-1">
            {door.ways.slice(0, LIMIT).map(({ address, ports, via }) => (
              <li key={`${via}@${address}`} className="flex min-w-0 items-baseline gap-2">
                <span className="mono truncate">{address || t('nodePort')}</span>
                <span className="mono min-w-0 text-text-2">{ports.map((port) => `:${port}`).join(' ')}</span>
                <span lang="en" className="ml-auto shrink-0 text-12 text-text-3">
                  {via}
                </span>
              </li>
            ))}
          </ul>
          {door.ways.length > LIMIT && (
            <p className="text-12 text-text-3">{t('more', { count: door.ways.length - LIMIT })}</p>
          )}
        </Section>
      )}
      {!exposes && (
        <Section title={t('servedBy')}>
          {door.controllers.length === 0 && <p className="text-text-2">{t('noController')}</p>}
          <ul className="flex flex-col gap-1">
            {door.controllers.map((key) => (
              <li key={key} className="flex min-w-0 items-baseline gap-2">
                <ObjectLink of={key} />
                {door.isInferred && <span className="ml-auto shrink-0 text-12 text-text-3">{t('inferred')}</span>}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  )
}
