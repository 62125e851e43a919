'use client'

import { useCallback } from 'react'
import { useTranslations } from 'use-intl'
import type { EndpointGroup } from '../layout/grouping.ts'
import { type CardState, knownReason, type LiveCounts } from '../scene/card-state.ts'
import { entryPlace } from '../scene/entry-text.ts'
import { isToNowhere } from '../scene/route-rules.ts'
import { type EntryCard, originalId, type RouteCard, type ServiceCard } from '../scene/scene.ts'
import { useFlow } from './flow-context.ts'

interface ServiceSaid {
  readonly counts: LiveCounts
  readonly state: CardState
  readonly groups: readonly EndpointGroup[]
}

/** "web, 2 of 5 endpoints ready, 1 draining, reached by 2 rules": what the picture of a Service says, in words. */
export function useServiceName() {
  const t = useTranslations('map.name')
  const presence = useTranslations('map.presence')
  const reason = useTranslations('map.reason')
  const { traffic, grouping } = useFlow()
  return useCallback(
    (card: ServiceCard, { counts, state, groups }: ServiceSaid): string => {
      const routes = traffic.to.get(originalId(card))?.length ?? 0
      if (state === 'missing' || card.presence !== 'observed') {
        const what = card.presence === 'referenced' ? 'referenced' : 'unknown'
        return t('absent', { name: card.name, what: presence(what, { kind: card.kind }), routes })
      }
      const { ready, unready, terminating } = counts.endpoints
      const groupsSaid =
        grouping === 'revision'
          ? []
          : groups.map((group) =>
              t('group', {
                name: group.name ?? '–',
                ready: group.ready,
                total: group.ready + group.unready,
                trouble: group.trouble ?? 'none',
              }),
            )
      const service = t('service', { name: card.name, ready, total: ready + unready, terminating, routes })
      const said = [service, ...groupsSaid].join(', ')
      return state === 'all' ? said : `${said}. ${reason(knownReason(counts.reason))}`
    },
    [t, presence, reason, traffic, grouping],
  )
}

/** "shop.example.com, Ingress shop/edge, 4 rules, 1 leads nowhere" */
export function useRouteName() {
  const t = useTranslations('map')
  return useCallback(
    (card: RouteCard): string =>
      t('name.route', {
        host: card.hosts.join(', ') || t('everyHost'),
        kind: card.kind,
        object: `${card.namespace}/${card.name}`,
        rules: card.rules.length,
        broken: card.rules.filter(isToNowhere).length,
      }),
    [t],
  )
}

/** "nginx, IngressClass, 203.0.113.10, 2 of 2 controller Pods ready" */
export function useEntryName() {
  const t = useTranslations('map')
  return useCallback(
    (card: EntryCard): string =>
      [
        card.kind === 'NodePort' ? t('drawer.nodePort') : card.name,
        card.kind,
        card.addresses.join(', ') || (card.exposes ? '' : t('noAddress')),
        ...card.listeners,
        ...(card.exposes ? [entryPlace(card).ports, t('name.exposes', { service: card.exposes.name })] : []),
        ...(card.door.pods ? [t('name.door', card.door.pods)] : []),
      ]
        .filter(Boolean)
        .join(', '),
    [t],
  )
}
