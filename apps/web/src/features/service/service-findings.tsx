'use client'

import type { Finding, ServiceDetail } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { findingId, hintOf, sentenceOf } from '../../cluster/finding-sentence.ts'
import { SEVERITIES } from '../../cluster/severity.ts'
import { SeveritySign } from '../../cluster/severity-sign.tsx'
import { ToldSentence } from '../../cluster/told-sentence.tsx'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Time } from '../../ui/time.tsx'

/** What is wrong with this Service at the instant shown, the worst first, each with what to do. */
export function ServiceFindings({ service: { namespace, findings } }: { service: ServiceDetail }): ReactElement {
  const t = useTranslations('service')
  if (findings.length === 0) return <p className="px-4 py-6 text-text-2 sm:px-6">{t('noFindings')}</p>
  return (
    <ul>
      {worstFirst(findings).map((finding) => (
        <li key={findingId(finding)} className="border-line border-b px-4 py-2.5 sm:px-6">
          <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5">
            <span className="w-20 shrink-0">
              <SeveritySign severity={finding.severity} isNamed />
            </span>
            <AppLink
              href={hrefWith('/findings/', { namespace, id: findingId(finding) })}
              className="mono inline-block min-h-[24px] py-0.5 text-text-2 hover:text-accent"
            >
              {finding.rule}
            </AppLink>
            <ToldSentence sentence={sentenceOf(finding)} className="min-w-0 flex-1 basis-64 break-words font-medium" />
            {finding.since !== null && (
              <Time at={Date.parse(finding.since)} form="auto-second" className="mono text-text-3" />
            )}
          </p>
          <p className="text-text-2 sm:pl-23">
            <ToldSentence sentence={hintOf(finding)} />
          </p>
        </li>
      ))}
    </ul>
  )
}

function worstFirst(findings: readonly Finding[]): Finding[] {
  const rank = ({ severity }: Finding) => SEVERITIES.indexOf(severity)
  return findings.toSorted((a, b) => rank(a) - rank(b) || (findingId(a) < findingId(b) ? -1 : 1))
}
