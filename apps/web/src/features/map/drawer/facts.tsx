'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import type { Card } from '../scene/scene.ts'
import { Section } from './section.tsx'

/** What is known of an object, in the words of its API. */
export function Facts({ card }: { card: Card }): ReactElement {
  const t = useTranslations('map.drawer')
  const facts = factsOf(card).filter(([, value]) => value !== '' && value !== undefined)
  return (
    <Section title={t('facts')}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt lang="en" className="text-text-3">
              {name}
            </dt>
            <dd className="mono min-w-0 break-words text-text-1">{value}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

/** Names are those of the API, in every language. */
function factsOf(card: Card): (readonly [string, string | undefined])[] {
  const place = ['namespace', card.namespace ?? undefined] as const
  switch (card.column) {
    case 'services':
      return [place, ['type', card.type], ['clusterIP', card.clusterIP], ['ports', card.ports.join(', ')]]
    case 'routes':
      return [place, ['hosts', card.hosts.join(', ')], ['tls', card.isTls ? 'true' : 'false']]
    case 'entries':
      return [
        place,
        ['controller', card.controller],
        ['addresses', card.addresses.join(', ')],
        ['listeners', card.listeners.join(', ')],
      ]
  }
}
