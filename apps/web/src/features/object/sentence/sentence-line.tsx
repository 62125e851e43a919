'use client'

import type { WatchedObject } from '@portolan/domain'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Ago } from '../../../frame/ago.tsx'
import { Glyph, type Shape, type Tone } from '../../../ui/glyph.tsx'
import { Time } from '../../../ui/time.tsx'
import type { Neighbours } from '../neighbours.ts'
import { objectSentence } from './object-sentence.ts'
import type { SentenceLook } from './sentence-types.ts'

const SENTENCE_LOOK: Record<SentenceLook, { readonly shape: Shape; readonly tone: Tone }> = {
  ok: { shape: 'pale-disc', tone: 'healthy' },
  part: { shape: 'half-triangle', tone: 'unready' },
  bad: { shape: 'triangle', tone: 'unready' },
  unknown: { shape: 'dotted-ring', tone: 'unknown' },
  rest: { shape: 'ring', tone: 'unknown' },
}

const NOBODY: Neighbours = { arrives: [], leads: [], bonds: [] }

/** How the object is, before anything else; and since when it exists. */
export function SentenceLine({
  object,
  neighbours,
}: {
  object: WatchedObject
  neighbours: Neighbours | undefined
}): ReactElement {
  const t = useTranslations('object')
  const { id, look, values } = objectSentence(object, neighbours ?? NOBODY)
  const created = Date.parse(object.metadata.creationTimestamp)
  return (
    <p className="mt-1 flex items-start gap-2 text-14">
      <Glyph {...SENTENCE_LOOK[look]} size={13} className="mt-[5px]" />
      <span className="min-w-0 break-words">
        {/* What is around it comes a moment later: nothing is claimed of it before. */}
        {neighbours ? t(`sentence.${id}`, values as never) : '…'}{' '}
        <span className="text-text-2">
          {t.rich('created', {
            at: () => <Time at={created} form="auto-second" className="mono" />,
            ago: () => <Ago at={created} />,
          })}
        </span>
      </span>
    </p>
  )
}
