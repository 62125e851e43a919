'use client'

import type { Reachability } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { reachabilityQuery } from '../../../api/queries.ts'
import { EvidenceLinks } from '../../../cluster/evidence-links.tsx'
import { ObjectLink } from '../../../cluster/object-link.tsx'
import { ToldSentence } from '../../../cluster/told-sentence.tsx'
import { codeAndDetail } from '../../../errors.ts'
import { Failed } from '../../../frame/failed.tsx'
import { useAt } from '../../../time/use-at.ts'
import { Glyph, type Shape, type Tone } from '../../../ui/glyph.tsx'
import { Bone } from '../../../ui/skeleton.tsx'
import { PodsForm } from './pods-form.tsx'
import { type PodsAsked, usePodsUrl } from './pods-url.ts'

const LOOK: Record<Reachability['verdict'], { readonly shape: Shape; readonly tone: Tone }> = {
  allow: { shape: 'disc', tone: 'ready' },
  deny: { shape: 'triangle', tone: 'unready' },
  undefined: { shape: 'half-triangle', tone: 'warning' },
  unknown: { shape: 'dotted-ring', tone: 'unknown' },
}

/** Whether NetworkPolicies let one Pod open a connection to another, and which of them decide. */
export function PodsQuestion(): ReactElement {
  const t = useTranslations('reach')
  const { asked } = usePodsUrl()
  const key = JSON.stringify(asked)
  return (
    <>
      <PodsForm key={key} />
      {asked ? <Verdict key={`verdict ${key}`} asked={asked} /> : <p className="max-w-2xl text-text-2">{t('lead')}</p>}
    </>
  )
}

function Verdict({ asked }: { asked: PodsAsked }): ReactElement {
  const { text: at } = useAt()
  const { data, error, refetch } = useQuery(reachabilityQuery({ ...asked, ...(at !== undefined && { at }) }))
  if (error) return <Failed {...codeAndDetail(error)} heading="h2" onRetry={() => void refetch()} />
  if (!data) return <Bone className="h-6 w-80 max-w-full" />
  return <VerdictPicture reachability={data.body} />
}

function VerdictPicture({ reachability }: { reachability: Reachability }): ReactElement {
  const t = useTranslations('reach')
  const { verdict, egress, ingress, notes, from, to, port, protocol } = reachability
  return (
    <>
      <p className="flex items-start gap-2.5 text-16">
        <Glyph {...LOOK[verdict]} size={16} className="mt-1" />
        <output className="min-w-0 break-words">
          <span className="font-medium">{t(`verdict.${verdict}`)}</span>{' '}
          <span className="mono text-text-2">{`${from} → ${to}:${port} ${protocol}`}</span>
        </output>
      </p>
      <ol className="flex flex-col gap-4">
        <Side name={t('egress')} side={egress} />
        <Side name={t('ingress')} side={ingress} />
      </ol>
      {notes.length > 0 && (
        <ul className="flex flex-col gap-1.5">
          {notes.map((note) => (
            <li key={note.text} className="flex gap-2 text-text-2">
              <Glyph shape="info" tone="info" className="mt-1" />
              <ToldSentence sentence={note} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Side({ name, side }: { name: string; side: Reachability['egress'] }): ReactElement {
  const t = useTranslations('reach')
  const { verdict, message, decidedBy, policies } = side
  const others = policies.filter((policy) => policy !== decidedBy?.policy)
  return (
    <li className="flex gap-3">
      <Glyph {...LOOK[verdict]} size={16} label={t(`side.${verdict}`)} className="mt-0.5" />
      <div className="min-w-0">
        <h2 className="text-text-3">{name}</h2>
        <p className="break-words">
          <ToldSentence sentence={message} />
        </p>
        {decidedBy && (
          <EvidenceLinks label={t('decidedBy')} evidence={[{ object: decidedBy.policy, field: decidedBy.field }]} />
        )}
        {others.length > 0 && (
          <p className="flex flex-wrap gap-x-3 text-text-3">
            {t('alsoIsolating')}
            {others.map((policy) => (
              <ObjectLink key={policy} of={policy} className="text-12" />
            ))}
          </p>
        )}
      </div>
    </li>
  )
}
