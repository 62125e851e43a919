'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { AppLink } from '../../../ui/app-link.tsx'
import type { MapLinks } from '../map-links.ts'
import type { Card, Link, Scene } from '../scene/scene.ts'
import type { Traffic } from '../scene/trace.ts'
import { whyNowhere } from '../scene/why-nowhere.ts'
import { Section } from './section.tsx'

const LIMIT = 12

interface ReachedFromProperties {
  readonly cards: readonly Card[]
  readonly scene: Scene
  readonly traffic: Traffic
  readonly links: MapLinks
}

/** The rules, or the entries, that lead to an object. */
export function ReachedFrom({ cards, scene, traffic, links }: ReachedFromProperties): ReactElement {
  const t = useTranslations('map.drawer')
  const why = useTranslations('map.why')
  const arriving = cards.flatMap(({ id }) => traffic.to.get(id) ?? [])
  return (
    <Section title={t('reachedFrom')}>
      {arriving.length === 0 && <p className="text-text-2">{t('insideOnly')}</p>}
      <ul className="flex flex-col gap-1">
        {arriving.slice(0, LIMIT).map((link) => {
          const from = scene.cards.get(link.from)
          const broken = whyNowhere(from, link)
          return (
            from && (
              <li key={`${link.from}:${link.rule}`} className="flex min-w-0 items-baseline gap-2">
                <AppLink
                  href={links.hrefOf(from.key)}
                  className="mono min-w-0 truncate py-0.5 text-accent hover:underline"
                >
                  <RouteText card={from} link={link} everyHost={t('everyHost')} />
                </AppLink>
                {broken?.why === undefined ? (
                  <span lang="en" className="ml-auto shrink-0 text-12 text-text-3">
                    {from.kind}
                  </span>
                ) : (
                  <span className="ml-auto shrink-0 text-12 text-unready">
                    ✕ {why(broken.why, { port: String(broken.port ?? '') })}
                  </span>
                )}
              </li>
            )
          )
        })}
      </ul>
      {arriving.length > LIMIT && (
        <p className="text-12 text-text-3">{t('more', { count: arriving.length - LIMIT })}</p>
      )}
    </Section>
  )
}

function RouteText({ card, link, everyHost }: { card: Card; link: Link; everyHost: string }): string {
  if (card.column !== 'routes') return [card.name, ...(card.column === 'entries' ? card.addresses : [])].join(' · ')
  return `${card.hosts[0] ?? everyHost}${card.rules[link.rule]?.path ?? ''}`
}
