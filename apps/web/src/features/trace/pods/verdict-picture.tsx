'use client'

import type { Reachability } from '@portolan/contract'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { EvidenceLinks } from '../../../cluster/evidence-links.tsx'
import { ObjectLink } from '../../../cluster/object-link.tsx'
import { ToldSentence } from '../../../cluster/told-sentence.tsx'
import { Glyph, type Shape, type Tone } from '../../../ui/glyph.tsx'

const LOOK: Record<Reachability['verdict'], { readonly shape: Shape; readonly tone: Tone }> = {
  allow: { shape: 'disc', tone: 'ready' },
  deny: { shape: 'triangle', tone: 'unready' },
  undefined: { shape: 'half-triangle', tone: 'warning' },
  unknown: { shape: 'dotted-ring', tone: 'unknown' },
}

/** What is quiet where it is in order. */
const SIDE_LOOK = { ...LOOK, allow: { shape: 'pale-disc', tone: 'healthy' } } as const

/** The verdict first; then the way of the connection: who opens it, out, in, and who is dialled. */
export function VerdictPicture({ reachability }: { reachability: Reachability }): ReactElement {
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
      <section aria-labelledby="reach-way">
        <h2 id="reach-way" className="mb-2 font-medium text-14">
          {t('way')}
        </h2>
        <ol>
          <End name={t('opens')} end={from} />
          <Side name={t('egress')} side={egress} />
          <Side name={t('ingress')} side={ingress} />
          <End name={t('dialled')} end={to} isLast>
            <span className="mono text-text-2">
              :{port} {protocol}
            </span>
          </End>
        </ol>
      </section>
      {notes.length > 0 && (
        <section aria-labelledby="reach-notes">
          <h2 id="reach-notes" className="mb-1.5 font-medium text-14">
            {t('notes')}
          </h2>
          <ul className="flex flex-col gap-1.5">
            {notes.map((note) => (
              <li key={note.text} className="flex gap-2 text-text-2">
                <Glyph shape="info" tone="info" className="mt-1" />
                <ToldSentence sentence={note} className="min-w-0 break-words" />
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

/** Who opens the connection, or is dialled: an object, or an address outside of all that is known. */
function End({
  name,
  end,
  isLast = false,
  children,
}: {
  name: string
  end: string
  isLast?: boolean
  children?: ReactNode
}): ReactElement {
  return (
    <Station isLast={isLast} sign={<Glyph shape="ring" tone="quiet" size={16} className="mt-0.5" />} name={name}>
      <p className="flex flex-wrap items-baseline gap-x-2">
        {end.includes('/') ? (
          <ObjectLink of={end.split('/').length === 2 ? `Pod/${end}` : end} className="text-text-1" />
        ) : (
          <span className="mono">{end}</span>
        )}
        {children}
      </p>
    </Station>
  )
}

function Side({ name, side }: { name: string; side: Reachability['egress'] }): ReactElement {
  const t = useTranslations('reach')
  const { verdict, message, decidedBy, policies } = side
  const others = policies.filter((policy) => policy !== decidedBy?.policy)
  return (
    <Station
      sign={<Glyph {...SIDE_LOOK[verdict]} size={16} label={t(`side.${verdict}`)} className="mt-0.5" />}
      name={name}
    >
      <p className="break-words text-text-1">
        <ToldSentence sentence={message} />
      </p>
      {decidedBy && (
        <EvidenceLinks
          label={t(verdict === 'deny' ? 'closest' : 'decidedBy')}
          evidence={[{ object: decidedBy.policy, field: decidedBy.field }]}
        />
      )}
      {others.length > 0 && (
        <p className="flex flex-wrap items-baseline gap-x-3 text-text-3">
          {t('alsoIsolating')}
          {others.map((policy) => (
            <ObjectLink key={policy} of={policy} className="text-12" />
          ))}
        </p>
      )}
    </Station>
  )
}

/** One station of the way, joined to the next by a line. */
function Station({
  sign,
  name,
  isLast = false,
  children,
}: {
  sign: ReactNode
  name: string
  isLast?: boolean
  children: ReactNode
}): ReactElement {
  return (
    <li className="relative flex gap-3 pb-4 last:pb-0">
      {!isLast && <span aria-hidden="true" className="absolute top-5 bottom-0 left-[7.5px] w-px bg-edge" />}
      {sign}
      <div className="flex min-w-0 flex-1 flex-wrap gap-x-3">
        <h3 className="w-36 shrink-0 text-text-3 max-sm:w-full">{name}</h3>
        <div className="min-w-0 flex-1 basis-64">{children}</div>
      </div>
    </li>
  )
}
