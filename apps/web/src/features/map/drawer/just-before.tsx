'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { objectChangesQuery } from '../../../api/queries.ts'
import { ChangeLine, ChangeSign } from '../../../cluster/change-line.tsx'
import { podNames } from '../../../cluster/change-words/pod-names.ts'
import { untilInstant } from '../../../time/until.ts'
import { useAt } from '../../../time/use-at.ts'
import { Time } from '../../../ui/time.tsx'
import type { Card } from '../scene/scene.ts'
import { Section } from './section.tsx'

const LIMIT = 5

/** The last changes of an object up to the instant shown, newest first. */
export function JustBefore({ card }: { card: Card }): ReactElement | null {
  const t = useTranslations('map.drawer')
  const { kind, namespace, name } = card
  const { instant } = useAt()
  const object = { kind, name, ...(namespace !== null && { namespace }) }
  const { data } = useQuery({
    ...objectChangesQuery(object, { order: 'desc', limit: LIMIT, ...untilInstant(instant) }),
    retry: false,
  })
  const changes = data?.body.items ?? []
  if (changes.length === 0) return null
  const names = podNames(changes)
  return (
    <Section title={t('justBefore')}>
      <ol className="flex flex-col gap-1">
        {changes.map((change) => (
          <li key={change.seq} className="flex min-w-0 items-baseline gap-2">
            <Time at={Date.parse(change.observedAt)} className="mono shrink-0 text-text-3" />
            <ChangeSign change={change.change} />
            <span className="min-w-0 truncate">
              <ChangeLine change={change} names={names} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  )
}
