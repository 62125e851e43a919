'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { AppLink } from '../../../ui/app-link.tsx'
import type { MapLinks } from '../map-links.ts'
import type { Card, Link, Scene } from '../scene/scene.ts'
import type { Traffic } from '../scene/trace.ts'
import { whyNowhere } from '../scene/why-nowhere.ts'
import { Section } from './section.tsx'

const LIMIT = 24

interface LeadsToProperties {
  readonly cards: readonly Card[]
  readonly scene: Scene
  readonly traffic: Traffic
  readonly links: MapLinks
}

/** What the rules of a route, or an entry, lead to. */
export function LeadsTo({ cards, scene, traffic, links }: LeadsToProperties): ReactElement | null {
  const t = useTranslations('map')
  const leaving = cards.flatMap(({ id }) => traffic.from.get(id) ?? [])
  if (leaving.length === 0) return null
  return (
    <Section title={t('drawer.leadsTo')}>
      <ul className="flex flex-col gap-1">
        {leaving.slice(0, LIMIT).map((link) => {
          const from = scene.cards.get(link.from)
          const to = scene.cards.get(link.to)
          const broken = whyNowhere(from, link)
          return (
            to && (
              <li key={`${link.from}:${link.rule}:${link.to}`} className="flex min-w-0 items-baseline gap-2">
                <span className="mono max-w-1/2 shrink-0 truncate text-text-2">{pathOf(from, link)}</span>
                <span aria-hidden="true" className={broken ? 'text-unready' : 'text-text-3'}>
                  {broken ? '✕' : '→'}
                </span>
                <AppLink
                  href={links.hrefOf(to.key)}
                  className="mono min-w-0 truncate py-0.5 text-accent hover:underline"
                >
                  {to.column === 'routes' ? (to.hosts[0] ?? t('everyHost')) : to.name}
                </AppLink>
                {broken?.why !== undefined && (
                  <span className="ml-auto shrink-0 text-12 text-unready">
                    {t(`why.${broken.why}`, { port: String(broken.port ?? '') })}
                  </span>
                )}
              </li>
            )
          )
        })}
      </ul>
      {leaving.length > LIMIT && (
        <p className="text-12 text-text-3">{t('drawer.more', { count: leaving.length - LIMIT })}</p>
      )}
    </Section>
  )
}

function pathOf(from: Card | undefined, { rule }: Link): string {
  if (from?.column !== 'routes') return ''
  const { path, conditions = [] } = from.rules[rule] ?? {}
  return [from.hosts.length > 1 ? '' : (from.hosts[0] ?? ''), path ?? '', ...conditions].join(' ').trim()
}
