'use client'

import clsx from 'clsx'
import { CornerDownRight, Lock, Pin } from 'lucide-react'
import { memo, type ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useRow } from '../../../live/use-live.ts'
import { Flash } from '../../../ui/flash.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import { Mono } from '../../../ui/mono.tsx'
import { isHiddenOn } from '../compare/hidden.ts'
import type { Placed } from '../layout/chart.ts'
import { GROUP_LINE, type ShownGroups, shownGroups } from '../layout/grouping.ts'
import { CARD_LOOK } from '../scene/card-look.ts'
import { type CardState, isTrouble, knownReason, type LiveCounts, serviceCardState } from '../scene/card-state.ts'
import type { ServiceCard } from '../scene/scene.ts'
import { CardFrame, type ListPlace } from './card-frame.tsx'
import { EndpointCells } from './endpoint-cells.tsx'
import { useFlow } from './flow-context.ts'
import { StripFace } from './strip-face.tsx'
import { useServiceName } from './use-card-names.ts'

/** A Service with its endpoints beside it; renders again only when this Service changes. */
export const ServiceCardView = memo(function ServiceCardView({
  placed,
  place,
}: {
  placed: Placed<ServiceCard>
  place: ListPlace
}): ReactElement {
  const { store, columns, density, side, grouping, groupsOf, open, isNamed } = useFlow()
  const { card, top, height } = placed
  const row = useRow(store, card.key)
  const state = serviceCardState(card, row)
  const counts = row ?? card
  const name = useServiceName()
  const { ready, unready, terminating } = counts.endpoints
  const groups = groupsOf(card.key, counts)
  const isOpen = open.has(card.id)
  return (
    <CardFrame
      placed={placed}
      column={columns.services}
      place={place}
      label={name(card, { counts, state, groups })}
      {...(density === 'strip' && isTrouble(state) && { className: 'bg-tint-unready' })}
      beside={
        !isNamed && (
          <div
            data-beside={card.id}
            style={{ transform: `translate(${columns.endpoints.x}px, ${top}px)` }}
            className={clsx(
              'map-beside pointer-events-none absolute top-0 left-0',
              isHiddenOn(side, card.mark) && 'invisible',
            )}
          >
            <Flash value={`${ready}/${unready}/${terminating}`} className="block rounded-chip">
              <EndpointCells
                groups={groups}
                names={grouping === 'revision' ? 'short' : 'long'}
                density={density}
                width={columns.endpoints.width}
                height={height}
                isOpen={isOpen}
              />
            </Flash>
            {density === 'card' && <GroupSwitch card={card} shown={shownGroups(groups, isOpen)} height={height} />}
          </div>
        )
      }
    >
      {density === 'strip' ? (
        <StripFace text={card.name} sign={isTrouble(state) ? CARD_LOOK[state] : undefined} />
      ) : (
        <ServiceFace card={card} counts={counts} state={state} isTall={density === 'card'} />
      )}
    </CardFrame>
  )
})

/** Opens a Service that has more groups of endpoints than its card has lines, and closes it again; `Space` does so, too. */
function GroupSwitch({
  card,
  shown: { hidden, lines, isSwitched },
  height,
}: {
  card: ServiceCard
  shown: ShownGroups
  height: number
}): ReactElement | null {
  const t = useTranslations('map')
  const { open, toggleOpen, grouping } = useFlow()
  if (!isSwitched) return null
  const isOpen = open.has(card.id)
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      tabIndex={-1}
      onClick={() => toggleOpen(card.id)}
      style={{ top: height / 2 + ((lines - 1) * GROUP_LINE) / 2 - GROUP_LINE / 2, height: GROUP_LINE }}
      className="pointer-events-auto absolute left-0 whitespace-nowrap text-12 text-accent leading-none hover:underline"
    >
      {isOpen && hidden === 0 ? t('fewerGroups') : t('moreGroups', { count: hidden, grouping })}
    </button>
  )
}

interface FaceProperties {
  readonly card: ServiceCard
  readonly counts: LiveCounts
  readonly state: CardState
  readonly isTall: boolean
}

function ServiceFace({ card, counts, state, isTall }: FaceProperties): ReactElement {
  const t = useTranslations('map')
  const { side, pinned } = useFlow()
  const { ready, unready } = counts.endpoints
  const was = side === 'diff' && card.before ? ratioOf(card.before) : undefined
  const isThere = card.presence === 'observed'
  return (
    <span className={clsx('flex h-full flex-col justify-center px-3', isTall && 'gap-px')}>
      <span className="flex min-w-0 items-center gap-2">
        {card.isElsewhere ? (
          <CornerDownRight size={13} aria-hidden="true" className="shrink-0 text-text-3" />
        ) : card.presence === 'unknown' ? (
          <Lock size={12} aria-hidden="true" className="shrink-0 text-unknown" />
        ) : (
          <Glyph {...CARD_LOOK[state]} size={11} />
        )}
        {card.isElsewhere && <span className="mono shrink-0 text-text-3">{card.namespace}/</span>}
        {card.copyOf !== undefined && <span className="mono shrink-0 text-text-3">{card.namespace}/</span>}
        <Mono text={card.name} className={clsx('text-13 leading-5', isThere && 'font-medium')} />
        {pinned.has(card.key) && card.copyOf === undefined && (
          <Pin size={11} aria-hidden="true" className="shrink-0 text-text-3" />
        )}
        {isThere && card.kind === 'Service' && counts.reason !== 'external-name' && (
          <span
            className={clsx('mono ml-auto shrink-0', isTrouble(state) ? 'font-semibold text-unready' : 'text-text-2')}
          >
            {was && ratioOf(counts.endpoints) !== was && <span className="font-normal text-text-3">{was} → </span>}
            {t('ratio', { ready, total: ready + unready })}
          </span>
        )}
      </span>
      {isTall && (
        <span
          className={clsx('truncate pl-[19px] text-12 leading-4', isTrouble(state) ? 'text-unready' : 'text-text-3')}
        >
          <Second card={card} counts={counts} state={state} />
        </span>
      )}
    </span>
  )
}

function ratioOf({ ready, unready }: LiveCounts['endpoints']): string {
  return `${ready}/${ready + unready}`
}

/** What is wrong, in words; where nothing is, how it is reached. */
function Second({ card, counts, state }: Omit<FaceProperties, 'isTall'>): ReactElement {
  const t = useTranslations('map')
  if (card.presence !== 'observed') return <span>{t(`presence.${card.presence}`, { kind: card.kind })}</span>
  if (card.kind !== 'Service') return <span lang="en">{card.kind}</span>
  if (state !== 'all') return <span>{t(`reason.${knownReason(counts.reason)}`)}</span>
  const type = card.type === 'ClusterIP' ? '' : ` · ${card.type}`
  return (
    <span lang="en" className="mono">
      {card.ports.map((port) => `:${port}`).join(' ')}
      {type}
    </span>
  )
}
