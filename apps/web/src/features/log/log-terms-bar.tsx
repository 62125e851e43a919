'use client'

import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { FilterParts } from '../../frame/filter/filter-parts.tsx'
import { Chip } from '../../ui/chip.tsx'
import { parseLogFilter } from './log-filter.ts'

/** What was understood of what is looked for, once it is more than words; and what was not. */
export function LogTermsBar({ q, onChange }: { q: string; onChange: (q: string) => void }): ReactElement | null {
  const t = useTranslations('log')
  const filter = useMemo(() => parseLogFilter(q), [q])
  const { terms, open, problems } = filter
  if (terms.every(({ key }) => key === undefined) && open.length + problems.length === 0) return null
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1.5 border-line border-b bg-surface px-5 py-1.5 max-sm:px-3">
      <FilterParts filter={filter} text={q} onChange={onChange} />
      {open.map(({ key, text }) => (
        <Chip key={text} tone="past">
          {t('open', { term: text, hint: t(`keys.${key}`) })}
        </Chip>
      ))}
    </div>
  )
}
