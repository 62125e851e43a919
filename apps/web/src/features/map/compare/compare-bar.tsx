'use client'

import type { TopologyDiff } from '@portolan/contract'
import { ArrowLeftRight, X } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useAt } from '../../../time/use-at.ts'
import { SIDES, useCompared } from '../../../time/use-compared.ts'
import { useShownTime } from '../../../time/use-shown-time.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { Time } from '../../../ui/time.tsx'
import { MarkSign } from './mark-sign.tsx'
import { usePresets } from './use-presets.ts'

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
    <div className="-ml-2 flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5">
      <span className="flex items-center gap-1 whitespace-nowrap">
        <IconButton label={t('stop')} keys="map.compare" onClick={stop}>
          <X size={16} aria-hidden="true" />
        </IconButton>
        <b className="font-semibold">A</b>
        {aTime !== undefined && <Time at={aTime} form="auto-ms" className="mono" />}
        <IconButton label={t('swap')} onClick={() => a && b && compare(b, a)}>
          <ArrowLeftRight size={14} aria-hidden="true" />
        </IconButton>
        <b className="font-semibold">B</b>
        {bTime !== undefined && <Time at={bTime} form="auto-ms" className="mono" />}
      </span>
      <PresetSelect bTime={bTime} />
      <span className="flex items-center gap-2">
        {difference && <Counts difference={difference} isListOpen={isListOpen} onToggleList={onToggleList} />}
        <Segmented
          label={t('side')}
          value={show}
          onChange={setShow}
          segments={SIDES.map((value) => ({ value, label: t(`sides.${value}`) }))}
        />
      </span>
    </div>
  )
}

/** Puts A where it is worth to compare with. */
function PresetSelect({ bTime }: { bTime: number | undefined }): ReactElement | null {
  const t = useTranslations('map.compare')
  const { aTime, compare } = useCompared()
  const presets = usePresets(bTime)
  if (presets.length === 0) return null
  const chosen = presets.find(({ time }) => time === aTime)?.id ?? ''
  return (
    <select
      aria-label={t('before')}
      data-hint={t('before')}
      value={chosen}
      onChange={({ target }) => {
        const preset = presets.find(({ id }) => id === target.value)
        if (preset) compare({ time: preset.time })
      }}
      className="h-[28px] w-[112px] rounded-control border border-line bg-page px-1.5 text-12 hover:bg-hover pointer-coarse:h-11"
    >
      {chosen === '' && <option value="">{t('presets.own')}</option>}
      {presets.map(({ id, name = '' }) => (
        <option key={id} value={id}>
          {t(`presets.${id}`, { name })}
        </option>
      ))}
    </select>
  )
}

/** How much differs; opens the list of it. */
function Counts({ difference, isListOpen, onToggleList }: CompareBarProperties & { difference: TopologyDiff }) {
  const t = useTranslations('map.compare')
  const counts = (['added', 'removed', 'changed'] as const).map((mark) => ({
    mark,
    count: difference[mark].nodes.length + difference[mark].edges.length,
  }))
  const words = counts.map(({ mark, count }) => t(`counts.${mark}`, { count })).join(', ')
  return (
    <button
      type="button"
      aria-label={`${t('list')}: ${words}`}
      data-hint={`${t('list')}: ${words}`}
      aria-expanded={isListOpen}
      onClick={onToggleList}
      className="flex h-[28px] items-center gap-2 whitespace-nowrap rounded-control border border-line px-2 text-12 hover:bg-hover aria-expanded:bg-hover pointer-coarse:h-11"
    >
      {counts.map(({ mark, count }) => (
        <span key={mark} className="flex items-center gap-1">
          <MarkSign mark={mark} />
          {count}
        </span>
      ))}
    </button>
  )
}
