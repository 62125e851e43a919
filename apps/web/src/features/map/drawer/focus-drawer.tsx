'use client'

import type { ServiceRow } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { objectHref } from '../../../cluster/object-href.ts'
import { useEscape } from '../../../frame/escape-stack.ts'
import { hrefWith } from '../../../frame/namespaces.ts'
import type { KeyedStore } from '../../../live/keyed-store.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { buttonClass } from '../../../ui/button.tsx'
import { Drawer } from '../../../ui/drawer.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import { Mono } from '../../../ui/mono.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { MapLinks } from '../map-links.ts'
import type { MapUrl } from '../map-url.ts'
import { isPinnable, type Pins } from '../pins/use-pins.ts'
import type { Card, Scene, ServiceCard } from '../scene/scene.ts'
import type { Traffic } from '../scene/trace.ts'
import { Facts } from './facts.tsx'
import { JustBefore } from './just-before.tsx'
import { LastRollouts } from './last-rollouts.tsx'
import { LeadsTo } from './leads-to.tsx'
import { ReachedFrom } from './reached-from.tsx'
import { ServiceEndpoints } from './service-endpoints.tsx'
import { ServiceStateLine, StateLine } from './state-line.tsx'
import { WaysIn } from './ways-in.tsx'
import { Why } from './why.tsx'

interface FocusDrawerProperties {
  /** Key of the object. */
  readonly focus: string
  readonly scene: Scene
  readonly traffic: Traffic
  readonly store: KeyedStore<ServiceRow>
  readonly links: MapLinks
  readonly url: MapUrl
  readonly pins: Pins
  readonly onClose: () => void
}

/** One object: how it is, what leads to it, what it leads to, what happened to it last, what is known, where to go on. */
export function FocusDrawer({
  focus,
  scene,
  traffic,
  store,
  links,
  url,
  pins,
  onClose,
}: FocusDrawerProperties): ReactElement {
  const shell = useTranslations('shell')
  const t = useTranslations('map.drawer')
  const cards = [...scene.cards.values()].filter(({ key }) => key === focus)
  const [card] = cards
  const [kind = '', , name = ''] = focus.split('/')
  useEscape(true, onClose)
  return (
    <Drawer
      label={`${kind} ${name}`}
      title={
        <span className="flex min-w-0 items-center gap-2">
          <span lang="en" className="shrink-0 text-text-3">
            {kind}
          </span>
          <Mono text={name} className="text-13" />
        </span>
      }
      closeLabel={shell('close')}
      onClose={onClose}
    >
      {card ? (
        <Sections
          key={focus}
          cards={[card, ...cards.slice(1)]}
          traffic={traffic}
          scene={scene}
          store={store}
          links={links}
          url={url}
          pins={pins}
        />
      ) : (
        <Notice heading="h2" glyph={<Glyph shape="dotted-ring" tone="unknown" size={20} />} title={t('notHere')}>
          {t('notHereHint')}
        </Notice>
      )}
    </Drawer>
  )
}

interface SectionsProperties extends Omit<FocusDrawerProperties, 'focus' | 'onClose'> {
  /** Every card of the object: an Ingress has one per host. */
  readonly cards: readonly [Card, ...Card[]]
}

function Sections({ cards, scene, traffic, store, links, url, pins }: SectionsProperties): ReactElement {
  const t = useTranslations('map.drawer')
  const [card] = cards
  const isPlace = card.column === 'entries' && card.exposes !== undefined
  const service = card.column === 'services' ? card : card.column === 'entries' ? card.exposes : undefined
  const isService = card.column === 'services' && card.kind === 'Service' && card.presence === 'observed'
  return (
    <div className="flex flex-col gap-5 px-4 py-4">
      {service ? <ServiceStateLine card={service} store={store} /> : <StateLine cards={cards} />}
      <div className="flex flex-wrap gap-2">
        <button
          type="button"
          aria-pressed={url.isAlone}
          onClick={() => (url.isAlone ? url.endAlone() : url.showAlone(card.key))}
          data-hint-keys="map.alone"
          className={`${buttonClass(url.isAlone ? 'primary' : 'plain')}`}
        >
          {t('alone')}
        </button>
        {isPinnable(card) && (
          <button
            type="button"
            aria-pressed={pins.keys.includes(card.key)}
            onClick={() => pins.toggle(card.key)}
            data-hint-keys="map.pin"
            className={buttonClass(pins.keys.includes(card.key) ? 'primary' : 'plain')}
          >
            {t('pin')}
          </button>
        )}
      </div>
      {card.column === 'entries' ? (
        <WaysIn card={card} />
      ) : (
        <ReachedFrom cards={cards} scene={scene} traffic={traffic} links={links} />
      )}
      {isService && url.isAlone && url.view === 'flow' ? null : isService ? (
        <ServiceEndpoints card={card as ServiceCard} store={store} />
      ) : (
        <LeadsTo cards={cards} scene={scene} traffic={traffic} links={links} />
      )}
      {!isPlace && (
        <>
          <Why card={card} />
          {isService && card.namespace !== null && <LastRollouts namespace={card.namespace} name={card.name} />}
          <JustBefore card={card} />
          <Facts card={card} />
        </>
      )}
      <GoTo card={card} />
    </div>
  )
}

function GoTo({ card }: { card: Card }): ReactElement {
  const t = useTranslations('map.drawer')
  const shown = card.column === 'entries' ? (card.exposes ?? card) : card
  const { kind, namespace, name } = shown
  return (
    <div className="flex flex-wrap gap-2">
      {card.presence === 'observed' && (
        <AppLink href={objectHref(shown)} className={buttonClass('primary')}>
          {t('page')}
        </AppLink>
      )}
      <AppLink href={hrefWith('/log/', { kind, namespace: namespace ?? undefined, name })} className={buttonClass()}>
        {t('log')}
      </AppLink>
    </div>
  )
}
