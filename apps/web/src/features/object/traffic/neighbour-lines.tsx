'use client'

import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ENDPOINT_LOOK, ENDPOINT_STATES } from '../../../cluster/endpoint-state.ts'
import { partsOfKey } from '../../../cluster/object-key.ts'
import { ObjectLink } from '../../../cluster/object-link.tsx'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import type { Neighbour } from '../neighbours.ts'

/** Lines at once; the rest is counted, and one press away. */
const SHOWN = 12

/** Objects beside another one, each with how the way to it reads, and whether it is there. */
export function NeighbourLines({ neighbours }: { neighbours: readonly Neighbour[] }): ReactElement {
  const t = useTranslations('object')
  const [isWhole, setIsWhole] = useState(false)
  const shown = isWhole ? neighbours : neighbours.slice(0, SHOWN)
  return (
    <>
      <ul>
        {shown.map((neighbour) => (
          <li
            key={`${neighbour.key} ${neighbour.by} ${neighbour.slice?.key ?? ''}`}
            className="flex min-h-8 flex-wrap items-baseline gap-x-2.5 border-line border-b py-1 last:border-b-0"
          >
            <Line neighbour={neighbour} />
          </li>
        ))}
      </ul>
      {shown.length < neighbours.length && (
        <Button kind="quiet" className="-ml-3" onClick={() => setIsWhole(true)}>
          {t('allOf', { count: neighbours.length })}
        </Button>
      )}
    </>
  )
}

function Line({ neighbour: { key, by, state, node, slice, pods } }: { neighbour: Neighbour }): ReactElement {
  const t = useTranslations('object')
  const endpoint = ENDPOINT_STATES.find((known) => known === (slice?.endpoint ?? by))
  return (
    <>
      {endpoint && <EndpointSign state={endpoint} />}
      {node?.presence === 'observed' && node.health !== 'ok' && !endpoint && <HealthSign health={node.health} />}
      {isNamedOnly(key) ? <NamedOnly of={key} /> : <ObjectLink of={key} className="text-text-1" />}
      {state !== 'resolved' && <Chip tone="unready">{t(`edge.${state}`)}</Chip>}
      {by !== '' && !endpoint && <span className="mono min-w-0 break-all text-text-2">{by}</span>}
      {pods && <span className="text-text-2">{t('itsPods', pods)}</span>}
      {slice && (
        <span className="flex flex-wrap items-baseline gap-x-1.5 text-text-3">
          {t('through')} <ObjectLink of={slice.key} className="text-12" />
        </span>
      )}
    </>
  )
}

/** What is no object of the API: an address, or a port of every node. */
function isNamedOnly(key: string): boolean {
  return key.startsWith('Address/') || key.startsWith('NodePort/')
}

function NamedOnly({ of }: { of: string }): ReactElement {
  const t = useTranslations('object')
  const { kind, name } = partsOfKey(of)
  return (
    <span className="py-0.5">
      {t(kind === 'NodePort' ? 'everyNode' : 'address')} <span className="mono break-all">{name}</span>
    </span>
  )
}

function HealthSign({ health }: { health: 'warning' | 'error' | 'unknown' }): ReactElement {
  const t = useTranslations('object.health')
  if (health === 'unknown') return <Glyph shape="dotted-ring" tone="unknown" size={10} label={t(health)} />
  const shape = health === 'error' ? 'triangle' : 'half-triangle'
  return <Glyph shape={shape} tone="unready" size={10} label={t(health)} />
}

function EndpointSign({ state }: { state: (typeof ENDPOINT_STATES)[number] }): ReactElement {
  const t = useTranslations('endpointState')
  return <Glyph {...ENDPOINT_LOOK[state]} size={10} label={t(state)} />
}
