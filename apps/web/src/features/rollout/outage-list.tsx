'use client'

import type { RolloutDetail } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useToldDuration } from '../../i18n/use-told-duration.ts'
import { Glyph } from '../../ui/glyph.tsx'
import { Time } from '../../ui/time.tsx'
import type { Stretch } from './model/stretch.ts'

const SHOWN = 6

const REASONS = ['inherited', 'recreate-strategy', 'budget-allows-zero', 'endpoint-lag', 'endpoints-lost'] as const

type Impact = RolloutDetail['services'][number]

/** Each stretch in which nobody was ready, with its reason and who still served; leads to itself, enlarged. */
export function OutageList({
  impact: { zeroReady, zeroReadyCount },
  now,
  onShow,
}: {
  impact: Impact
  /** Epoch ms. */
  now: number
  onShow: (stretch: Stretch) => void
}): ReactElement | null {
  const t = useTranslations('rollout')
  const duration = useToldDuration()
  if (zeroReady.length === 0) return null
  return (
    <ul aria-label={t('outages')} className="flex flex-col gap-1">
      {zeroReady.slice(0, SHOWN).map(({ from, to, servingTerminating, reason }) => {
        const begin = Date.parse(from.at)
        const end = to === null ? now : Date.parse(to.at)
        const room = Math.max(200, (end - begin) * 0.6)
        return (
          <li key={`${from.seq} ${from.at}`} className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-text-2">
            <button
              type="button"
              onClick={() => onShow({ from: begin - room, to: end + room })}
              className="inline-flex h-[24px] items-center gap-1.5 rounded-chip bg-tint-unready px-2 text-12 text-unready hover:underline pointer-coarse:h-11"
            >
              <Glyph shape="triangle" tone="unready" size={10} />
              <Time at={begin} form="auto-ms" className="mono" /> –{' '}
              {to === null ? t('now') : <Time at={end} form="ms" className="mono" />}
              {' · '}
              {duration(end - begin)}
            </button>
            <span className="text-12">
              <Reason reason={reason} />
              {servingTerminating > 0 && ` ${t('kubeProxyUsed', { count: servingTerminating })}`}
            </span>
          </li>
        )
      })}
      {zeroReadyCount > SHOWN && (
        <li className="text-12 text-text-3">{t('moreOutages', { count: zeroReadyCount - SHOWN })}</li>
      )}
    </ul>
  )
}

/** A reason this screen does not know is told as the API spells it. */
function Reason({ reason }: { reason: string }): ReactElement {
  const t = useTranslations('rollout')
  const known = REASONS.find((one) => one === reason)
  return <span lang={known ? undefined : 'en'}>{known ? t(`zeroReason.${known}`) : reason}</span>
}
