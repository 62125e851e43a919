'use client'

import type { ServiceDetail } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { findingId, hintOf, sentenceOf } from '../../cluster/finding-sentence.ts'
import { SelectorDifference } from '../../cluster/selector-difference.tsx'
import { serviceState } from '../../cluster/service-state.ts'
import { SeveritySign } from '../../cluster/severity-sign.tsx'
import { ToldSentence } from '../../cluster/told-sentence.tsx'
import { whyNotReason } from '../../cluster/why-not-reason.ts'
import { worstFirst } from '../../cluster/worst-first.ts'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'

/** More are in the tab. */
const SHOWN = 2

/** Why not all of its endpoints answer: what the rules found, with the selector that would; else what can be said at once. */
export function WhyNot({ service }: { service: ServiceDetail }): ReactElement | null {
  const t = useTranslations('service.why')
  const state = serviceState(service)
  if (state === 'all' || state === 'zero') return null
  const causes = worstFirst(service.findings).filter(({ severity }) => severity !== 'info')
  if (causes.length > 0) {
    return (
      <section aria-label={t('title')} className="mt-3 flex flex-col gap-3 border-unready border-l-2 pl-3">
        {causes.slice(0, SHOWN).map((finding) => (
          <div key={findingId(finding)} className="flex flex-col gap-1.5">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <SeveritySign severity={finding.severity} />
              <AppLink
                href={hrefWith('/findings/', { namespace: service.namespace, id: findingId(finding) })}
                className="mono inline-block min-h-[24px] py-0.5 text-text-2 hover:text-accent"
              >
                {finding.rule}
              </AppLink>
              <ToldSentence
                sentence={sentenceOf(finding)}
                className="min-w-0 flex-1 basis-72 break-words font-medium"
              />
            </p>
            <SelectorDifference finding={finding} />
            <p className="text-text-2">
              <ToldSentence sentence={hintOf(finding)} />
            </p>
          </div>
        ))}
      </section>
    )
  }
  const reason = whyNotReason(service)
  return reason ? <p className="mt-2 text-text-2">{t(reason)}</p> : null
}
