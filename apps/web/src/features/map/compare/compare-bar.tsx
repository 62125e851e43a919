'use client'

import type { TopologyDiff } from '@portolan/contract'
import { ArrowLeftRight, List, X } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useAt } from '../../../time/use-at.ts'
import { SIDES, useCompared } from '../../../time/use-compared.ts'
import { useShownTime } from '../../../time/use-shown-time.ts'
import { useOldestAt } from '../../../time/use-time-window.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { Time } from '../../../ui/time.tsx'
import { MarkSign } from './mark-sign.tsx'

const BEFORE = { '1m': 60_000, '5m': 300_000, '15m': 900_000, '1h': 3_600_000, '24h': 86_400_000 } as const

interface CompareBarProperties {
  readonly difference: TopologyDiff | undefined
  readonly isListOpen: boolean
  readonly onToggleList: () => void
}

/** Which two instants are compared, how much differs, and which of it is drawn. */
export function CompareBar({ difference, isListOpen, onToggleList }: CompareBarProperties): ReactElement {
  const t = useTranslations('map.compare')
  const { a, aTime, show, setShow, compare, stop } = useCompared()
  const { instant: b } = useAt()
  const bTime = useShownTime() ?? (difference && Date.parse(difference.to.at))
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
      <span className="flex items-center gap-1.5 whitespace-nowrap">
        <b className="font-semibold">A</b>
        {aTime !== undefined && <Time at={aTime} form="auto-ms" className="mono" />}
        <IconButton label={t('swap')} onClick={() => a && b && compare(b, a)}>
          <ArrowLeftRight size={14} aria-hidden="true" />
        </IconButton>
        <b className="font-semibold">B</b>
        {bTime !== undefined && <Time at={bTime} form="auto-ms" className="mono" />}
      </span>
      <BeforeSelect bTime={bTime} />
      {difference && <Counts difference={difference} />}
      <Segmented
        label={t('side')}
        value={show}
        onChange={setShow}
        segments={SIDES.map((value) => ({ value, label: t(`sides.${value}`) }))}
      />
      <span className="flex">
        <IconButton label={t('list')} aria-expanded={isListOpen} onClick={onToggleList}>
          <List size={16} aria-hidden="true" />
        </IconButton>
        <IconButton label={t('stop')} keys="c" onClick={stop}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </span>
    </div>
  )
}

/** Puts A a while before B, as far as the history reaches. */
function BeforeSelect({ bTime }: { bTime: number | undefined }): ReactElement | null {
  const t = useTranslations('map.compare')
  const { aTime, compare } = useCompared()
  const oldestAt = useOldestAt() ?? 0
  if (bTime === undefined) return null
  const known = Object.entries(BEFORE).filter(([, ms]) => bTime - ms >= oldestAt)
  const chosen = known.find(([, ms]) => bTime - ms === aTime)?.[0] ?? ''
  return (
    <select
      aria-label={t('before')}
      value={chosen}
      onChange={({ target }) => {
        const ms = BEFORE[target.value as keyof typeof BEFORE]
        compare({ time: ms === undefined ? oldestAt : bTime - ms })
      }}
      className="h-[28px] rounded-control border border-line bg-page px-1.5 text-12 hover:bg-hover pointer-coarse:h-11"
    >
      {chosen === '' && <option value="">{t('presets.own')}</option>}
      {known.map(([span]) => (
        <option key={span} value={span}>
          {t(`presets.${span as keyof typeof BEFORE}`)}
        </option>
      ))}
      <option value="oldest">{t('presets.oldest')}</option>
    </select>
  )
}

function Counts({ difference }: { difference: TopologyDiff }): ReactElement {
  const t = useTranslations('map.compare')
  return (
    <span className="flex items-center gap-3 whitespace-nowrap text-text-2">
      {(['added', 'removed', 'changed'] as const).map((mark) => (
        <span key={mark} className="flex items-center gap-1">
          <MarkSign mark={mark} />
          {t(`counts.${mark}`, { count: difference[mark].nodes.length + difference[mark].edges.length })}
        </span>
      ))}
    </span>
  )
}
