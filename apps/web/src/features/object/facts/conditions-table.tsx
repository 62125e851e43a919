'use client'

import type { Condition, WatchedObject } from '@portolan/domain'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Time } from '../../../ui/time.tsx'
import { Section } from '../section.tsx'

/** `status.conditions` in the words of whoever wrote them, and since when each holds. */
export function ConditionsTable({ object }: { object: WatchedObject }): ReactElement | null {
  const t = useTranslations('object')
  const conditions = conditionsOf(object)
  if (conditions.length === 0) return null
  return (
    <Section id="conditions" title={t('conditions')}>
      <ul>
        {conditions.map(({ type, status, reason, message, lastTransitionTime }) => (
          <li key={type} className="border-line border-b py-1.5 last:border-b-0">
            <p lang="en" className="flex flex-wrap items-baseline gap-x-2">
              <span className="text-text-1">{type}</span>
              <span className="mono text-text-2">{status}</span>
              {reason !== undefined && reason !== type && <span className="text-text-3">{reason}</span>}
              {lastTransitionTime !== undefined && (
                <Time at={Date.parse(lastTransitionTime)} form="auto-second" className="mono ml-auto text-text-3" />
              )}
            </p>
            {message !== undefined && message !== '' && (
              <p lang="en" className="break-words text-text-2">
                {message}
              </p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function conditionsOf(object: WatchedObject): readonly Condition[] {
  if (!('status' in object)) return []
  if ('conditions' in object.status) return object.status.conditions
  if ('parents' in object.status) return object.status.parents.flatMap(({ conditions }) => conditions)
  return []
}
