'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { RolloutLine } from '../../../cluster/rollout-line.tsx'
import { useRolloutsBehind } from '../../../cluster/use-rollouts-behind.ts'
import { Section } from './section.tsx'

const SHOWN = 2

/** The last rollouts of what is behind a Service, up to the instant shown; nothing where none is known. */
export function LastRollouts({ namespace, name }: { namespace: string; name: string }): ReactElement | null {
  const t = useTranslations('map.drawer')
  const { rollouts } = useRolloutsBehind({ namespace, name })
  if (rollouts.length === 0) return null
  return (
    <Section title={t('rollouts')}>
      <ul className="overflow-hidden rounded-card border border-line">
        {rollouts.slice(0, SHOWN).map((rollout) => (
          <li key={rollout.id} className="border-line border-b last:border-b-0">
            <RolloutLine rollout={rollout} isDated />
          </li>
        ))}
      </ul>
    </Section>
  )
}
