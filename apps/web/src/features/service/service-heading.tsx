'use client'

import type { ServiceDetail } from '@portolan/contract'
import dynamic from 'next/dynamic'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { SERVICE_LOOK, serviceState } from '../../cluster/service-state.ts'
import { WhyNot } from '../../cluster/why-not.tsx'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { ExposureLine } from './exposure-line.tsx'
import type { ShownLedger } from './ledger/use-ledger.ts'
import { StateSentence } from './state-sentence.tsx'

const ServiceBadge = dynamic(() => import('./badge/service-badge.tsx').then((module) => module.ServiceBadge), {
  ssr: false,
  loading: () => <div className="mt-2 min-h-[24px]" />,
})

/** Name, state in one sentence, and every address it is reached by. */
export function ServiceHeading({ service, shown }: { service: ServiceDetail; shown: ShownLedger }): ReactElement {
  const t = useTranslations('service')
  const { namespace, name } = service
  return (
    <header className="border-line border-b px-4 pt-5 pb-4 sm:px-6">
      <nav
        aria-label={t('path')}
        className="mono flex items-center gap-1.5 text-text-3 [&_a]:inline-block [&_a]:min-w-6 [&_a]:py-0.5"
      >
        <AppLink href="/services/" className="hover:text-accent">
          <span lang="en">Service</span>
        </AppLink>
        <span aria-hidden="true">/</span>
        <AppLink href={hrefWith('/services/', { namespace })} className="hover:text-accent">
          {namespace}
        </AppLink>
      </nav>
      <div className="flex items-center gap-1">
        <h1 className="min-w-0 break-words font-mono font-semibold text-20 tracking-tight">{name}</h1>
        <CopyButton text={`${namespace}/${name}`} label={t('copyName')} copiedLabel={t('copied')} />
      </div>
      <p className="mt-1 flex items-start gap-2 text-14">
        <Glyph {...SERVICE_LOOK[serviceState(service)]} size={13} className="mt-[5px]" />
        <StateSentence service={service} shown={shown} />
      </p>
      <WhyNot service={service} />
      <ExposureLine service={service} />
      <ServiceBadge namespace={namespace} name={name} />
    </header>
  )
}
