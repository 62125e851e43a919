'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { objectFindingsQuery } from '../../../api/queries.ts'
import { findingId, sentenceOf } from '../../../cluster/finding-sentence.ts'
import { SeveritySign } from '../../../cluster/severity-sign.tsx'
import { ToldSentence } from '../../../cluster/told-sentence.tsx'
import { worstFirst } from '../../../cluster/worst-first.ts'
import { hrefWith } from '../../../frame/namespaces.ts'
import { useAt } from '../../../time/use-at.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import type { Card } from '../scene/scene.ts'
import { Section } from './section.tsx'

const READ_AGAIN_MS = 5_000

/** What the rules find wrong with an object at the instant shown; nothing where they find nothing. */
export function Why({ card: { kind, namespace, name } }: { card: Card }): ReactElement | null {
  const t = useTranslations('map.drawer')
  const { text: at } = useAt()
  const { data } = useQuery({
    ...objectFindingsQuery({ kind, namespace: namespace ?? '-', name, ...(at !== undefined && { at }) }),
    refetchInterval: at === undefined ? READ_AGAIN_MS : false,
    retry: false,
  })
  const findings = worstFirst(data?.body.items ?? [])
  if (findings.length === 0) return null
  return (
    <Section title={t('why')}>
      <ul className="flex flex-col gap-1.5">
        {findings.map((finding) => (
          <li key={findingId(finding)} className="flex gap-2">
            <span className="mt-1 shrink-0">
              <SeveritySign severity={finding.severity} />
            </span>
            <p className="min-w-0 break-words">
              <AppLink
                href={hrefWith('/findings/', { namespace: namespace ?? undefined, id: findingId(finding) })}
                className="mono inline-block min-h-[24px] py-0.5 text-accent hover:underline"
              >
                {finding.rule}
              </AppLink>{' '}
              <ToldSentence sentence={sentenceOf(finding)} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
