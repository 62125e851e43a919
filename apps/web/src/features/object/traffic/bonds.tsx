'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import type { Neighbours } from '../neighbours.ts'
import { Section } from '../section.tsx'
import { NeighbourLines } from './neighbour-lines.tsx'

/** What else an object is bound to: owners and belongings, its node, who selects, scales or isolates it. */
export function Bonds({ neighbours }: { neighbours: Neighbours | undefined }): ReactElement | null {
  const t = useTranslations('object')
  if (!neighbours) return null
  return (
    <>
      {neighbours.bonds.map(({ bond, objects }) => (
        <Section key={bond} id={bond} title={t(`bond.${bond}`, { count: objects.length })}>
          <NeighbourLines neighbours={objects} />
        </Section>
      ))}
    </>
  )
}
