'use client'

import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { SERVICE_LOOK, SERVICE_STATES, type ServiceState, type StateCounts } from '../../cluster/service-state.ts'
import { FilterButton } from '../../ui/filter-button.tsx'
import { Glyph } from '../../ui/glyph.tsx'

const ORDER: readonly ServiceState[] = ['all', 'some', 'none', 'zero', 'unknown']

/** How many Services are in each state; each count is a filter. States nobody is in take no room. */
export function StateFilter({
  counts,
  chosen,
  onChoose,
  children,
}: {
  counts: StateCounts
  chosen: readonly ServiceState[]
  onChoose: (states: readonly ServiceState[]) => void
  /** What stands at the end of the bar. */
  children: ReactNode
}): ReactElement {
  const t = useTranslations('services')
  const state = useTranslations('serviceState')
  const total = SERVICE_STATES.reduce((sum, each) => sum + counts[each], 0)
  const toggle = (each: ServiceState) =>
    onChoose(chosen.includes(each) ? chosen.filter((one) => one !== each) : [...chosen, each])
  return (
    <fieldset className="flex min-h-12 min-w-0 shrink-0 flex-wrap items-center gap-1 border-line border-b px-3 py-1.5 sm:px-5">
      <legend className="sr-only">{t('filterByState')}</legend>
      <FilterButton isOn={chosen.length === 0} onClick={() => onChoose([])}>
        <span className="font-medium text-text-1">{total}</span> {t('services', { count: total })}
      </FilterButton>
      {ORDER.filter((each) => counts[each] > 0 || chosen.includes(each)).map((each) => (
        <FilterButton key={each} isOn={chosen.includes(each)} onClick={() => toggle(each)}>
          <Glyph {...SERVICE_LOOK[each]} size={11} />
          <span className="font-medium text-text-1">{counts[each]}</span>
          {state(each)}
        </FilterButton>
      ))}
      {children}
    </fieldset>
  )
}
