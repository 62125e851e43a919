'use client'

import type { KubernetesEvent } from '@portolan/domain'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { objectsFoundQuery } from '../../../api/queries.ts'
import { useAt } from '../../../time/use-at.ts'
import { Glyph } from '../../../ui/glyph.tsx'
import { Time } from '../../../ui/time.tsx'
import type { ObjectIdentity } from '../object-url.ts'
import { Section } from '../section.tsx'
import { eventsOf, timesOf } from './events-of.ts'

const MOST = 200
const SHOWN = 10
const READ_AGAIN_MS = 5_000

/** What the cluster's own components said of an object, newest first: their words. Nothing where they said nothing. */
export function KubernetesEvents({ identity }: { identity: ObjectIdentity }): ReactElement | null {
  const t = useTranslations('object')
  const { text: at } = useAt()
  const { data } = useQuery({
    ...objectsFoundQuery({ kind: 'Event', q: identity.name, limit: MOST, ...(at !== undefined && { at }) }),
    refetchInterval: at === undefined ? READ_AGAIN_MS : false,
    retry: false,
  })
  const events = eventsOf((data?.body.items ?? []) as unknown as readonly KubernetesEvent[], identity)
  if (events.length === 0) return null
  return (
    <Section id="events" title={t('events')} isFlush>
      <ul>
        {events.slice(0, SHOWN).map((event) => (
          <li
            key={event.metadata.name}
            className="flex flex-wrap items-baseline gap-x-3 border-line border-b px-4 py-1.5 last:border-b-0 sm:px-6"
          >
            <OneEvent event={event} />
          </li>
        ))}
      </ul>
      {events.length > SHOWN && (
        <p className="px-4 py-1 text-text-3 sm:px-6">{t('moreEvents', { count: events.length - SHOWN })}</p>
      )}
    </Section>
  )
}

function OneEvent({ event }: { event: KubernetesEvent }): ReactElement {
  const t = useTranslations('object')
  const { last, count } = timesOf(event)
  const { type, reason, message, source, reportingComponent } = event
  const isWarning = type === 'Warning'
  return (
    <>
      <Glyph
        shape={isWarning ? 'half-triangle' : 'info'}
        tone={isWarning ? 'warning' : 'quiet'}
        size={11}
        label={isWarning ? t('warning') : t('normal')}
      />
      <Time at={last} form="auto-second" className="mono text-text-2" />
      <span lang="en" className="font-medium">
        {reason}
      </span>
      {count > 1 && <span className="text-text-3">{t('times', { count })}</span>}
      <span lang="en" className="min-w-0 flex-1 basis-72 break-words">
        {message}
      </span>
      <span className="mono text-text-3">{source.component ?? reportingComponent}</span>
    </>
  )
}
