'use client'

import type { WatchedObject } from '@portolan/domain'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { ObjectLink } from '../../../cluster/object-link.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Section } from '../section.tsx'
import { factsOf } from './facts-of.ts'

/** What is known of an object, by the names of its API; then its labels and annotations. */
export function FactsList({ object }: { object: WatchedObject }): ReactElement {
  const t = useTranslations('object')
  const { labels, annotations, uid, generation, finalizers = [] } = object.metadata
  return (
    <Section id="facts" title={t('facts')}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        {factsOf(object).map(({ field, value, object: other }) => (
          <Fact key={field} name={field}>
            {other === undefined ? value : <ObjectLink of={other} className="-my-0.5" />}
          </Fact>
        ))}
        {generation !== undefined && <Fact name="generation">{generation}</Fact>}
        {finalizers.length > 0 && <Fact name="finalizers">{finalizers.join(', ')}</Fact>}
        <Fact name="uid">{uid}</Fact>
      </dl>
      <Pairs title={t('labels')} pairs={labels} />
      <Pairs title={t('annotations')} pairs={annotations} />
    </Section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <>
      <dt lang="en" className="max-w-44 break-words text-text-3">
        {name}
      </dt>
      <dd className="mono min-w-0 break-words text-text-1">{children}</dd>
    </>
  )
}

function Pairs({ title, pairs }: { title: string; pairs: Readonly<Record<string, string>> }): ReactElement | null {
  const entries = Object.entries(pairs)
  if (entries.length === 0) return null
  return (
    <>
      <h3 className="mt-3 mb-1 text-12 text-text-3">{title}</h3>
      <ul className="flex flex-wrap gap-1">
        {entries.map(([name, value]) => (
          <li key={name} className="max-w-full">
            <Chip className="mono h-auto! max-w-full whitespace-normal! break-all">
              <span>
                {name}
                <span className="text-text-1">={value}</span>
              </span>
            </Chip>
          </li>
        ))}
      </ul>
    </>
  )
}
