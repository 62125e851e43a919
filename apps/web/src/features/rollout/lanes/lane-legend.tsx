'use client'

import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { ENDPOINT_LOOK } from '../../../cluster/endpoint-state.ts'
import { IncidentDrawing } from './lane-shapes.tsx'
import { RoleSwatch } from './role-heading.tsx'

const STATES = ['starting', 'unready', 'terminating-serving', 'terminating'] as const
const INCIDENTS = ['restart', 'exit', 'waiting', 'event', 'note'] as const

/** What each fill, line and sign means, in words. */
export function LaneLegend({ hasOthers, isBlind }: { hasOthers: boolean; isBlind: boolean }): ReactElement {
  const t = useTranslations('rollout')
  const state = useTranslations('endpointState')
  return (
    <ul aria-label={t('legend')} className="flex flex-wrap gap-x-5 gap-y-1.5 pt-3 text-12 text-text-2">
      {(['new', 'old', ...(hasOthers ? (['other'] as const) : [])] as const).map((role) => (
        <Item key={role} label={t(`readyOf.${role}`)}>
          <RoleSwatch role={role} />
        </Item>
      ))}
      {STATES.map((each) => (
        <Item key={each} label={state(each)}>
          <Swatch>
            <rect x=".5" y=".5" width="19" height="11" rx="1" className={ENDPOINT_LOOK[each].lane} />
          </Swatch>
        </Item>
      ))}
      <Item label={t('lifeLine')}>
        <Swatch>
          <rect y="4.5" width="7" height="3" className="fill-edge" />
          <rect x="7" y="4.5" width="13" height="3" className="fill-edge-strong" />
        </Swatch>
      </Item>
      <Item label={t('ourClock')}>
        <Swatch>
          <line x1="10" x2="10" y2="12" className="stroke-text-1" />
        </Swatch>
      </Item>
      <Item label={t('theirClock')}>
        <Swatch>
          <line x1="3" x2="19" y1="6" y2="6" className="stroke-text-3" />
          <circle cx="5" cy="6" r="2" className="fill-page stroke-text-3" />
        </Swatch>
      </Item>
      {isBlind && (
        <>
          <Item label={t('foundLater')}>
            <Swatch>
              <line x1="10" x2="10" y2="12" strokeDasharray="1.5 1.5" className="stroke-text-1" />
            </Swatch>
          </Item>
          <Item label={t('notWatched')}>
            <Swatch>
              <rect width="20" height="12" className="fill-[url(#hatch-gap)]" />
            </Swatch>
          </Item>
        </>
      )}
      {INCIDENTS.map((kind) => (
        <Item key={kind} label={t(`incident.${kind}`)}>
          <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true">
            <IncidentDrawing kind={kind} />
          </svg>
        </Item>
      ))}
    </ul>
  )
}

function Item({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <li className="flex items-center gap-1.5">
      {children}
      {label}
    </li>
  )
}

function Swatch({ children }: { children: ReactNode }): ReactElement {
  return (
    <svg width="20" height="12" aria-hidden="true" className="shrink-0">
      {children}
    </svg>
  )
}
