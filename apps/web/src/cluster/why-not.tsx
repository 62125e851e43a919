'use client'

import type { ServiceDetail } from '@portolan/contract'
import clsx from 'clsx'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { hrefWith } from '../frame/namespaces.ts'
import { AppLink } from '../ui/app-link.tsx'
import { findingId, hintOf, sentenceOf } from './finding-sentence.ts'
import { SelectorDifference } from './selector-difference.tsx'
import { serviceState } from './service-state.ts'
import { SeveritySign } from './severity-sign.tsx'
import { ToldSentence } from './told-sentence.tsx'
import { whyNotReason } from './why-not-reason.ts'
import { worstFirst } from './worst-first.ts'

/** More are in the tab. */
const SHOWN = 2

/** Why not all of its endpoints answer: what the rules found, with the selector that would; else what can be said at once. */
export function WhyNot({ service, className }: { service: ServiceDetail; className?: string }): ReactElement | null {
  const t = useTranslations('service.why')
  const state = serviceState(service)
  if (state === 'all' || state === 'zero') return null
  const causes = worstFirst(service.findings).filter(({ severity }) => severity !== 'info')
  if (causes.length > 0) {
    return (
      <section
        aria-label={t('title')}
        className={clsx('mt-3 flex flex-col gap-3 border-unready border-l-2 pl-3', className)}
      >
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
  return reason ? <p className={clsx('mt-2 text-text-2', className)}>{t(reason)}</p> : null
}
