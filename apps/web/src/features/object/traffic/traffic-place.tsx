'use client'

import type { Pod, WatchedObject } from '@portolan/domain'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Bone } from '../../../ui/skeleton.tsx'
import { Section } from '../section.tsx'
import type { Surroundings } from '../use-object.ts'
import { NeighbourLines } from './neighbour-lines.tsx'
import { UrlLines } from './url-lines.tsx'

/** Kinds that traffic passes through, or ends at. */
const ON_THE_WAY = [
  'Ingress',
  'IngressClass',
  'Gateway',
  'GatewayClass',
  'ListenerSet',
  'HTTPRoute',
  'GRPCRoute',
  'TLSRoute',
  'TCPRoute',
  'UDPRoute',
  'EndpointSlice',
  'Pod',
  'Deployment',
  'ReplicaSet',
  'StatefulSet',
  'DaemonSet',
]

/** How traffic gets to an object, and where it goes from there. Nothing for what traffic never passes. */
export function TrafficPlace({
  object,
  around: { neighbours, routes },
}: {
  object: WatchedObject
  around: Surroundings
}): ReactElement | null {
  const t = useTranslations('object')
  if (!ON_THE_WAY.includes(object.kind)) return null
  return (
    <div className="grid gap-x-6 lg:grid-cols-2">
      <Section id="arrives" title={t('arrives')}>
        {!neighbours ? (
          <Bone className="h-16 w-full" />
        ) : neighbours.arrives.length === 0 ? (
          <p className="text-text-2">{t('nothingArrives')}</p>
        ) : (
          <NeighbourLines neighbours={neighbours.arrives} />
        )}
        {routes && <UrlLines routes={routes} />}
      </Section>
      <Section id="leads" title={t('leads')}>
        {object.kind === 'Pod' ? (
          <PodPorts pod={object} />
        ) : !neighbours ? (
          <Bone className="h-16 w-full" />
        ) : neighbours.leads.length === 0 ? (
          <p className="text-text-2">{t(isWorkload(object) ? 'endsInPods' : 'leadsNowhere')}</p>
        ) : (
          <NeighbourLines neighbours={neighbours.leads} />
        )}
      </Section>
    </div>
  )
}

function isWorkload({ kind }: WatchedObject): boolean {
  return kind === 'Deployment' || kind === 'ReplicaSet' || kind === 'StatefulSet' || kind === 'DaemonSet'
}

/** The ports that its containers declare: where the way ends. */
function PodPorts({ pod: { spec, status } }: { pod: Pod }): ReactElement {
  const t = useTranslations('object')
  const ports = spec.containers.flatMap(({ name, ports }) => ports.map((port) => ({ container: name, ...port })))
  if (ports.length === 0) return <p className="text-text-2">{t('noPorts')}</p>
  return (
    <ul>
      {ports.map(({ container, containerPort, name = '', protocol, hostPort }) => (
        <li
          key={`${container} ${containerPort} ${protocol}`}
          className="mono flex min-h-8 flex-wrap items-center gap-x-3 border-line border-b py-1 last:border-b-0"
        >
          <span>
            {status.podIP ?? ''}:{containerPort}
          </span>
          <span className="text-text-3">
            {protocol} {name}
          </span>
          {hostPort !== undefined && <span className="text-text-3">hostPort {hostPort}</span>}
          <span className="ml-auto text-text-2">{container}</span>
        </li>
      ))}
    </ul>
  )
}
