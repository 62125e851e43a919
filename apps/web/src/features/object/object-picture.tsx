'use client'

import type { WatchedObject } from '@portolan/domain'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { FindingLines } from '../../cluster/finding-lines.tsx'
import { useAtOnce } from '../../ui/use-at-once.ts'
import { ConditionsTable } from './facts/conditions-table.tsx'
import { ContainersTable } from './facts/containers-table.tsx'
import { FactsList } from './facts/facts-list.tsx'
import { KeptObject } from './facts/kept-object.tsx'
import { KubernetesEvents } from './history/kubernetes-events.tsx'
import { ObjectHistory } from './history/object-history.tsx'
import { mapFocus } from './map-focus.ts'
import { ObjectActions } from './object-actions.tsx'
import { ObjectHeading } from './object-heading.tsx'
import { ObjectSkeleton } from './object-skeleton.tsx'
import { keyOf, type ObjectIdentity } from './object-url.ts'
import { Section } from './section.tsx'
import { SentenceLine } from './sentence/sentence-line.tsx'
import { Bonds } from './traffic/bonds.tsx'
import { TrafficPlace } from './traffic/traffic-place.tsx'
import { useSurroundings } from './use-object.ts'

/** An object that is there: the answer first, then its place in the traffic, what is wrong, its facts, and its history. */
export function ObjectPicture({ identity, object }: { identity: ObjectIdentity; object: WatchedObject }): ReactElement {
  const t = useTranslations('object')
  const around = useSurroundings(identity, { isThere: true })
  const { findings = [] } = around
  const focus = mapFocus(keyOf(identity), around.neighbours)
  if (!useAtOnce(around.isRead)) return <ObjectSkeleton />
  return (
    <div className="h-full overflow-y-auto overflow-x-hidden">
      <ObjectHeading identity={identity}>
        <SentenceLine object={object} neighbours={around.neighbours} />
        <ObjectActions identity={identity} focus={focus} />
      </ObjectHeading>
      <div className="grid xl:grid-cols-[minmax(0,1fr)_380px]">
        <div className="min-w-0">
          {findings.length > 0 && (
            <Section id="findings" title={t('findings', { count: findings.length })} isFlush>
              <FindingLines findings={findings} namespace={object.metadata.namespace ?? null} />
            </Section>
          )}
          <TrafficPlace object={object} around={around} />
          {object.kind === 'Pod' && <ContainersTable pod={object} />}
          <KubernetesEvents identity={identity} />
          <ObjectHistory identity={identity} focus={focus} />
        </div>
        <aside aria-label={t('aside')} className="min-w-0 xl:border-line xl:border-l">
          <Bonds neighbours={around.neighbours} />
          <FactsList object={object} />
          <ConditionsTable object={object} />
          <KeptObject object={object} />
        </aside>
      </div>
    </div>
  )
}
