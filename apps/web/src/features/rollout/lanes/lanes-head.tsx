'use client'

import clsx from 'clsx'
import { ArrowDown } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import type { LaneOrder } from '../model/lanes.ts'
import type { PlotPlace } from '../plot/zoom-by-gesture.ts'
import { useRolloutUrl } from '../rollout-url.ts'

/** Names the columns of the lanes; each orders them. */
export function LanesHead({ place }: { place: PlotPlace }): ReactElement {
  const t = useTranslations('rollout')
  return (
    <div className="flex h-[29px] border-line border-b text-12 text-text-3 max-md:hidden">
      <fieldset className="flex shrink-0 items-center pl-4" style={{ width: place.left }}>
        <legend className="sr-only">{t('order')}</legend>
        <span className="flex-1">
          <Order by="time" label={t('pod')} hint={t('podHint')} />
        </span>
        <Order by="lag" label={t('lag')} hint={t('lagHint')} />
        <Order by="drain" label={t('drain')} hint={t('drainHint')} />
      </fieldset>
    </div>
  )
}

function Order({ by, label, hint }: { by: LaneOrder; label: string; hint: string }): ReactElement {
  const { order, orderBy } = useRolloutUrl()
  const isOn = order === by
  return (
    <button
      type="button"
      aria-pressed={isOn}
      data-hint={hint}
      onClick={() => orderBy(by)}
      className={clsx(
        'inset-focus inline-flex h-[24px] items-center gap-1 rounded-chip hover:text-text-1',
        by === 'time' ? '-ml-1 px-1' : 'w-[64px] justify-end pr-3',
        isOn && 'font-medium text-text-1',
      )}
    >
      {label}
      {isOn && by !== 'time' && <ArrowDown size={11} aria-hidden="true" />}
    </button>
  )
}
