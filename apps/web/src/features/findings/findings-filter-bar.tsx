'use client'

import type { FindingsPage } from '@portolan/contract'
import dynamic from 'next/dynamic'
import { type ReactElement, type ReactNode, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { SEVERITIES, SEVERITY_LOOK, type Severity } from '../../cluster/severity.ts'
import { FilterButton } from '../../ui/filter-button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { PickerButton } from '../../ui/picker-button.tsx'
import { countSeverities } from './arrange-findings.ts'
import { useFindingsUrl } from './findings-url.ts'

const RuleList = dynamic(() => import('./rule-list.tsx').then(({ RuleList }) => RuleList), { ssr: false })

/** How many findings there are of each severity, each count a filter; and the rules, to choose from. */
export function FindingsFilterBar({ page, children }: { page: FindingsPage; children: ReactNode }): ReactElement {
  const t = useTranslations('findings')
  const word = useTranslations('severity')
  const { filter, setSeverities } = useFindingsUrl()
  const { severities } = filter
  const counts = countSeverities(page.counts)
  const total = SEVERITIES.reduce((sum, each) => sum + counts[each], 0)
  const toggle = (each: Severity) =>
    setSeverities(severities.includes(each) ? severities.filter((one) => one !== each) : [...severities, each])
  return (
    <fieldset className="flex min-h-12 min-w-0 shrink-0 flex-wrap items-center gap-1 border-line border-b px-3 py-1.5 sm:px-5">
      <legend className="sr-only">{t('filterBySeverity')}</legend>
      <FilterButton isOn={severities.length === 0} onClick={() => setSeverities([])}>
        <span className="font-medium text-text-1">{total}</span> {t('findings', { count: total })}
      </FilterButton>
      {SEVERITIES.filter((each) => counts[each] > 0 || severities.includes(each)).map((each) => (
        <FilterButton key={each} isOn={severities.includes(each)} onClick={() => toggle(each)}>
          <Glyph {...SEVERITY_LOOK[each]} size={11} />
          <span className="font-medium text-text-1">{counts[each]}</span>
          {word(each)}
        </FilterButton>
      ))}
      <RuleFilter page={page} />
      {children}
    </fieldset>
  )
}

function RuleFilter({ page }: { page: FindingsPage }): ReactElement {
  const t = useTranslations('findings')
  const { filter } = useFindingsUrl()
  const button = useRef<HTMLButtonElement>(null)
  const [isOpen, setIsOpen] = useState(false)
  const chosen = [...filter.groups, ...filter.rules]
  return (
    <>
      <span className="ml-auto" />
      <PickerButton
        anchor={button}
        isOpen={isOpen}
        onToggle={() => setIsOpen(!isOpen)}
        chosen={chosen}
        most={2}
        none={t('allRules')}
      />
      {isOpen && <RuleList anchor={button} page={page} onClose={() => setIsOpen(false)} />}
    </>
  )
}
