'use client'

import type { Resolution, RuleCandidate } from '@portolan/contract'
import { ChevronRight } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { ObjectLink } from '../../cluster/object-link.tsx'
import { ToldSentence } from '../../cluster/told-sentence.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { VERDICT_LOOK } from './step-look.ts'

/** Every rule that was considered, folded: what each is for, and why it won or not. Open where no rule won. */
export function CandidatesList({
  resolution: { candidates, candidatesLeftOut, winner },
}: {
  resolution: Resolution
}): ReactElement | null {
  const t = useTranslations('trace')
  if (candidates.length === 0) return null
  return (
    <details open={winner === undefined} className="group mt-1 sm:pl-27">
      <summary className="-ml-1 flex min-h-[24px] w-fit cursor-pointer list-none items-center gap-1 rounded-chip pr-2 text-text-2 hover:text-accent pointer-coarse:min-h-11">
        <ChevronRight size={14} aria-hidden="true" className="transition-transform group-open:rotate-90" />
        {t('candidates', { count: candidates.length + candidatesLeftOut })}
      </summary>
      <ul className="mt-1 border-line border-l pl-3">
        {candidates.map((candidate) => (
          <li key={`${candidate.object} ${candidate.field}`} className="py-1.5">
            <Candidate candidate={candidate} />
          </li>
        ))}
      </ul>
      {candidatesLeftOut > 0 && (
        <p className="mt-1 text-text-3">{t('candidatesLeftOut', { count: candidatesLeftOut })}</p>
      )}
    </details>
  )
}

function Candidate({ candidate }: { candidate: RuleCandidate }): ReactElement {
  const t = useTranslations('trace')
  const { verdict, object, field, host, path, pathType, conditions, reason } = candidate
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Glyph {...VERDICT_LOOK[verdict]} size={11} />
        <span className="font-medium">{t(`verdict.${verdict}`)}</span>
        <span className="mono break-all text-13">
          {host ?? t('everyHost')}
          <span className="text-text-2">{path ?? ''}</span>
        </span>
        {pathType !== undefined && (
          <span lang="en" className="text-text-3">
            {pathType}
          </span>
        )}
        {conditions.map((condition) => (
          <span key={condition} lang="en" className="mono text-text-2">
            {condition}
          </span>
        ))}
      </p>
      <p className="pl-[19px] text-text-2">
        <ToldSentence sentence={reason} />
      </p>
      <p className="flex flex-wrap items-baseline gap-x-2 pl-[19px]">
        <ObjectLink of={object} className="text-12" />
        <span lang="en" className="mono break-all text-text-3">
          {field}
        </span>
      </p>
    </>
  )
}
