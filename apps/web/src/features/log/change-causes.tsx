'use client'

import type { ChangeCauses as Causes, RecordedChange } from '@portolan/contract'
import { useQuery } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { changeCausesQuery } from '../../api/queries.ts'
import { CauseProof } from '../../cluster/cause-list.tsx'
import { ENDPOINT_LOOK } from '../../cluster/endpoint-state.ts'
import { ShortList } from '../../cluster/short-list.tsx'
import { ToldSentence } from '../../cluster/told-sentence.tsx'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Mono } from '../../ui/mono.tsx'

/** A cause settles seconds after the change. */
const READ_AGAIN_MS = 5_000

type EndpointMove = Causes['items'][number]

/** Which endpoints a change of a slice gained, lost or moved on, each with its cause and proof. */
export function ChangeCauses({ change: { seq } }: { change: RecordedChange }): ReactElement {
  const t = useTranslations('log.causes')
  const { data, error, isPending, refetch } = useQuery({
    ...changeCausesQuery(seq),
    refetchInterval: ({ state }) => (state.data?.body.isSettled === false ? READ_AGAIN_MS : false),
    retry: false,
  })
  const causes = data?.body.seq === seq ? data.body : undefined
  return (
    <section aria-labelledby="causes-of-change">
      <h3 id="causes-of-change" className="mb-1.5 text-12 text-text-3">
        {t('title')}
      </h3>
      {causes && <Moves causes={causes} />}
      {!causes && isPending && <p className="text-text-3">{t('reading')}</p>}
      {!causes && error && (
        <p className="flex flex-wrap items-center gap-2 text-text-2">
          {t('failed')} <Button onClick={() => void refetch()}>{t('again')}</Button>
        </p>
      )}
    </section>
  )
}

function Moves({ causes: { items, isSettled, isComplete } }: { causes: Causes }): ReactElement {
  const t = useTranslations('log.causes')
  if (!isComplete) return <p className="text-text-2">{t('tooMuch')}</p>
  if (items.length === 0) return <p className="text-text-2">{t('none')}</p>
  return (
    <>
      <ShortList
        items={items}
        keyOf={({ service, identity }) => `${service} ${identity}`}
        render={(move) => <Move move={move} />}
      />
      {!isSettled && <p className="pt-1.5 text-12 text-text-3">{t('settling')}</p>}
    </>
  )
}

function Move({ move: { identity, pod, from, to, cause } }: { move: EndpointMove }): ReactElement {
  const t = useTranslations('causes')
  return (
    <details className="group">
      <summary className="inset-focus flex cursor-pointer list-none gap-2 rounded-chip py-1.5 hover:bg-surface">
        <ChevronRight
          size={14}
          aria-hidden="true"
          className="mt-0.5 shrink-0 text-text-3 transition-transform group-open:rotate-90"
        />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2 gap-y-0.5">
            <Mono text={pod ?? identity} className="max-w-full text-text-1" />
            <Chip tone={cause.confidence === 'proven' ? 'ready' : 'plain'} className="ml-auto">
              {t(cause.confidence)}
            </Chip>
          </span>
          <span className="flex flex-wrap items-center gap-x-1.5 text-12 text-text-2">
            <Standing state={from} absent="before" />
            <span aria-hidden="true" className="text-text-3">
              →
            </span>
            <Standing state={from === null && to === 'unready' ? 'starting' : to} absent="after" />
          </span>
          <span className="block text-text-2">
            <ToldSentence sentence={cause.sentence} />
          </span>
        </span>
      </summary>
      <div className="pb-3 pl-[22px]">
        <CauseProof cause={cause} />
      </div>
    </details>
  )
}

/** @param absent what is said where it was not there, before or after */
function Standing({
  state,
  absent,
}: {
  state: keyof typeof ENDPOINT_LOOK | null
  absent: 'before' | 'after'
}): ReactElement {
  const t = useTranslations('endpointState')
  const none = useTranslations('log.causes')
  if (state === null) return <span className="text-text-3">{none(absent)}</span>
  const { shape, tone } = ENDPOINT_LOOK[state]
  return (
    <span className="flex items-center gap-1">
      <Glyph shape={shape} tone={tone} size={10} />
      {t(state)}
    </span>
  )
}
