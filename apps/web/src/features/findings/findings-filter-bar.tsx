'use client'

import type { FindingsPage } from '@portolan/contract'
import { ChevronDown } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type ReactElement, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { SEVERITIES, SEVERITY_LOOK, type Severity } from '../../cluster/severity.ts'
import { FilterButton } from '../../ui/filter-button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { countSeverities } from './arrange-findings.ts'
import { useFindingsUrl } from './findings-url.ts'

const RuleList = dynamic(() => import('./rule-list.tsx').then(({ RuleList }) => RuleList), { ssr: false })

/** How many findings there are of each severity, each count a filter; and the rules, to choose from. */
export function FindingsFilterBar({ page }: { page: FindingsPage }): ReactElement {
  const t = useTranslations('findings')
  const word = useTranslations('severity')
  const { filter, setSeverities } = useFindingsUrl()
  const { severities } = filter
  const counts = countSeverities(page.counts)
  const total = SEVERITIES.reduce((sum, each) => sum + counts[each], 0)
  const toggle = (each: Severity) =>
    setSeverities(severities.includes(each) ? severities.filter((one) => one !== each) : [...severities, each])
  return (
    <fieldset className="flex h-12 shrink-0 items-center gap-1 overflow-x-auto border-line border-b px-3 sm:px-5">
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
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
        className="inset-focus ml-auto flex h-8 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-control px-2.5 transition-colors hover:bg-hover aria-expanded:bg-hover pointer-coarse:h-11"
      >
        {chosen.length === 0 ? t('allRules') : <span lang="en">{chosen.slice(0, 2).join(', ')}</span>}
        {chosen.length > 2 && <span className="text-text-3">+{chosen.length - 2}</span>}
        <ChevronDown size={14} aria-hidden="true" className="text-text-3" />
      </button>
      {isOpen && <RuleList anchor={button} page={page} onClose={() => setIsOpen(false)} />}
    </>
  )
}
