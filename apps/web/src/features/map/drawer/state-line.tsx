'use client'

import type { ServiceRow } from '@portolan/contract'
import clsx from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import type { KeyedStore } from '../../../live/keyed-store.ts'
import { useRow } from '../../../live/use-live.ts'
import { Glyph } from '../../../ui/glyph.tsx'
import { CARD_LOOK } from '../scene/card-look.ts'
import {
  type CardState,
  entryCardState,
  isTrouble,
  knownReason,
  routeCardState,
  serviceCardState,
} from '../scene/card-state.ts'
import { isToNowhere } from '../scene/route-rules.ts'
import type { Card, ServiceCard } from '../scene/scene.ts'

/** "2 of 5 endpoints ready", kept up to date. */
export function ServiceStateLine({ card, store }: { card: ServiceCard; store: KeyedStore<ServiceRow> }): ReactElement {
  const t = useTranslations('map')
  const row = useRow(store, card.key)
  const state = serviceCardState(card, row)
  const counts = row ?? card
  const { ready, unready, terminating } = counts.endpoints
  if (card.presence !== 'observed')
    return <Line state={state}>{t(`presence.${card.presence}`, { kind: card.kind })}</Line>
  if (card.kind !== 'Service')
    return (
      <Line state={state}>
        <span lang="en">{card.kind}</span>
      </Line>
    )
  return (
    <Line state={state}>
      {t('drawer.ready', { ready, total: ready + unready, terminating })}
      {state !== 'all' && (
        <span className="block font-normal text-13 text-text-2">{t(`reason.${knownReason(counts.reason)}`)}</span>
      )}
    </Line>
  )
}

/** How a route or an entry is: as bad as what it leads to is absent. */
export function StateLine({ cards }: { cards: readonly Card[] }): ReactElement {
  const t = useTranslations('map')
  const rules = cards.flatMap((card) => (card.column === 'routes' ? card.rules : []))
  const broken = rules.filter(isToNowhere).length
  const [state = 'unknown'] = cards.map(stateOf).sort((a, b) => Number(isTrouble(b)) - Number(isTrouble(a)))
  const [card] = cards
  if (card?.presence !== 'observed')
    return <Line state={state}>{t(`presence.${card?.presence ?? 'unknown'}`, { kind: card?.kind ?? '' })}</Line>
  if (card.column === 'entries')
    return (
      <Line state={state}>
        {t('drawer.entry', { state: state === 'all' ? 'ok' : state === 'unknown' ? 'unknown' : 'bad' })}
      </Line>
    )
  return <Line state={state}>{t('drawer.rules', { rules: rules.length, broken })}</Line>
}

function stateOf(card: Card): CardState {
  if (card.column === 'routes') return routeCardState(card)
  return card.column === 'entries' ? entryCardState(card) : serviceCardState(card, undefined)
}

function Line({ state, children }: { state: CardState; children: ReactNode }): ReactElement {
  return (
    <p
      className={clsx(
        'flex items-start gap-2.5 rounded-control px-3 py-2.5 font-medium text-14',
        isTrouble(state) ? 'bg-tint-unready text-text-1' : 'bg-surface text-text-1',
      )}
    >
      <Glyph {...CARD_LOOK[state]} size={14} className="mt-1" />
      <span>{children}</span>
    </p>
  )
}
