'use client'

import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Chip } from '../../ui/chip.tsx'
import { type ReadFilter, withoutTerm } from './read-filter.ts'

/** What was understood of a filter, each part with the way back, and what was not, with what may have been meant. */
export function FilterParts({
  filter,
  text,
  onChange,
}: {
  filter: ReadFilter<string>
  /** The whole filter as it was typed. */
  text: string
  onChange: (text: string) => void
}): ReactElement {
  const t = useTranslations('filter')
  return (
    <>
      {filter.terms.map(({ text: term }, at) => (
        <Chip key={term} tone="accent">
          <span className="mono">{term}</span>
          <button
            type="button"
            aria-label={t('remove', { term })}
            onClick={() => onChange(withoutTerm(filter, at))}
            className="-mr-1 inline-flex size-5 items-center justify-center rounded-chip hover:bg-page"
          >
            <X size={12} aria-hidden="true" />
          </button>
        </Chip>
      ))}
      {filter.problems.map(({ text: term, why, strange, known, nearest }) => (
        <Chip key={term} tone="past">
          {t(`ignored.${why}`, { term, strange, known: known.join(', ') })}
          {nearest !== undefined && (
            <button type="button" onClick={() => onChange(text.replace(term, nearest))} className="mono underline">
              {t('nearest', { term: nearest })}
            </button>
          )}
        </Chip>
      ))}
    </>
  )
}
