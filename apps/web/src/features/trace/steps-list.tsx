'use client'

import type { Resolution, ResolutionStep } from '@portolan/contract'
import dynamic from 'next/dynamic'
import { type ReactElement, type ReactNode, useId } from 'react'
import { useTranslations } from 'use-intl'
import { EvidenceLinks } from '../../cluster/evidence-links.tsx'
import { ToldSentence } from '../../cluster/told-sentence.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { CandidatesList } from './candidates-list.tsx'
import { silentService } from './silent-service.ts'
import { STEP_LOOK } from './step-look.ts'

const WhyNoEndpoint = dynamic(() => import('./why-no-endpoint.tsx').then((module) => module.WhyNoEndpoint), {
  ssr: false,
})

/** The way in its order, one station below the other, each with what proves it; the rules that lost stand where one won. */
export function StepsList({
  resolution,
  at: instant,
  title,
}: {
  resolution: Resolution
  /** The instant it is of; absent: the present. */
  at: string | undefined
  /** Which way it is, where there are two. */
  title?: ReactNode
}): ReactElement {
  const t = useTranslations('trace')
  const heading = useId()
  const { steps } = resolution
  const candidatesAt = stationOfCandidates(steps)
  const silent = steps.map((_, at) => silentService(steps, at))
  return (
    <section aria-labelledby={heading} className="min-w-0">
      <h2 id={heading} className="mb-2 font-medium text-14">
        {title ?? t('way')}
      </h2>
      <ol>
        {steps.map((step, at) => (
          // A station may come twice, once per backend; their order is the way itself.
          <li key={`${step.id} ${step.message.text}`} className="relative flex gap-3 pb-4 last:pb-0">
            {at < steps.length - 1 && (
              <span aria-hidden="true" className="absolute top-5 bottom-0 left-[7.5px] w-px bg-edge" />
            )}
            <Glyph {...STEP_LOOK[step.state]} size={16} label={t(`stepState.${step.state}`)} className="mt-0.5" />
            <div className="min-w-0 flex-1">
              <StepText step={step} />
              {silent[at] !== undefined && <WhyNoEndpoint service={silent[at]} at={instant} />}
              {at === candidatesAt && <CandidatesList resolution={resolution} />}
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}

function StepText({ step }: { step: ResolutionStep }): ReactElement {
  const t = useTranslations('trace')
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h3 className="w-24 shrink-0 text-text-3 max-sm:w-full">{t(`step.${step.id}`)}</h3>
        <p className="min-w-0 flex-1 basis-64 break-words text-text-1">
          <ToldSentence sentence={step.message} />
        </p>
      </div>
      {step.evidence.length > 0 && (
        <EvidenceLinks
          label={t('evidence')}
          evidence={step.evidence.map(({ object, field }) => ({ object, field: field ?? '' }))}
          className="sm:pl-27"
        />
      )}
    </>
  )
}

/** Rules compete by host and path; where the way ends before, at its last station but the outcome. */
function stationOfCandidates(steps: readonly ResolutionStep[]): number {
  const last = (id: ResolutionStep['id']) => steps.findLastIndex((step) => step.id === id)
  return [last('path'), last('host'), last('entry')].find((at) => at >= 0) ?? 0
}
