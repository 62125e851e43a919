'use client'

import clsx from 'clsx'
import { Globe } from 'lucide-react'
import { memo, type ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Glyph } from '../../../ui/glyph.tsx'
import { Mono } from '../../../ui/mono.tsx'
import type { Placed } from '../layout/chart.ts'
import type { Column } from '../layout/columns.ts'
import { entryCardState, isTrouble } from '../scene/card-state.ts'
import { entryPlace, entryText } from '../scene/entry-text.ts'
import type { EntryCard } from '../scene/scene.ts'
import { CardFrame, type ListPlace } from './card-frame.tsx'
import { useFlow } from './flow-context.ts'
import { StripFace } from './strip-face.tsx'
import { useEntryName } from './use-card-names.ts'

/** Where traffic comes in: class or Gateway, and the address that is published. */
export const EntryCardView = memo(function EntryCardView({
  placed,
  place,
  column,
}: {
  placed: Placed<EntryCard>
  place: ListPlace
  column: Column
}): ReactElement {
  const t = useTranslations('map')
  const { density } = useFlow()
  const { card } = placed
  const name = useEntryName()
  const isBad = isTrouble(entryCardState(card))
  const isFromElsewhere = card.namespace !== null && card.namespace !== placed.band
  return (
    <CardFrame placed={placed} column={column} place={place} label={name(card)}>
      {density === 'strip' ? (
        <StripFace text={card.kind === 'NodePort' ? `:${card.name}` : card.name} sign={undefined} />
      ) : (
        <span className="flex h-full flex-col justify-center px-3 leading-4" title={entryText(card)}>
          <span className="flex min-w-0 items-center gap-2">
            {isBad ? (
              <Glyph shape="open-triangle" tone="unready" size={12} />
            ) : (
              <Globe size={13} aria-hidden="true" className="shrink-0 text-text-3" />
            )}
            {isFromElsewhere && <span className="mono shrink-0 text-text-3">{card.namespace}/</span>}
            {card.kind === 'NodePort' ? (
              <span className="truncate font-medium text-13">{t('drawer.nodePort')}</span>
            ) : (
              <Mono text={card.name} className="font-medium text-13" />
            )}
            {card.door.pods && (
              <span
                className={clsx('mono ml-auto shrink-0', isBad ? 'font-semibold text-unready' : 'text-text-2')}
                title={card.door.controllers.join(', ')}
              >
                {t('ratio', card.door.pods)}
              </span>
            )}
          </span>
          {density === 'card' && <Where card={card} />}
        </span>
      )}
    </CardFrame>
  )
})

/** Its addresses and its ports, on a line each: neither takes the room of the other. */
function Where({ card }: { card: EntryCard }): ReactElement {
  const t = useTranslations('map')
  const { address, more, ports } = entryPlace(card)
  if (card.presence !== 'observed') {
    return <span className="truncate pl-[21px]">{t(`presence.${card.presence}`, { kind: card.kind })}</span>
  }
  const [via, ...otherVias] = card.exposes ? new Set(card.door.ways.map((way) => way.via)) : []
  const others = card.exposes ? otherVias.length : more
  return (
    <>
      <span className="mono flex min-w-0 gap-1.5 pl-[21px] text-12 text-text-2">
        {via !== undefined ? (
          <span lang="en" className="truncate">
            {via}
          </span>
        ) : address === '' ? (
          <span className="truncate">{ports ? t('drawer.nodePort') : t('noAddress')}</span>
        ) : (
          <Mono text={address} />
        )}
        {others > 0 && <span className="shrink-0">+{others}</span>}
      </span>
      {ports && <span className="mono whitespace-nowrap pl-[21px] text-12 text-text-2">{ports}</span>}
    </>
  )
}
