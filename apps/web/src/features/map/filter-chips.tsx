'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { FilterParts } from '../../frame/filter/filter-parts.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Time } from '../../ui/time.tsx'
import type { Found } from './filter/find-cards.ts'
import type { Behind } from './filter/use-behind.ts'
import type { MapUrl } from './map-url.ts'

/** What was understood of the filter, what was not, how much it found, and the ways on. */
export function FilterChips({
  url,
  found,
  behind,
  total,
}: {
  url: MapUrl
  found: Found | undefined
  behind: Behind
  total: number
}): ReactElement | null {
  const t = useTranslations('map.filter')
  const { filter, isHiding } = url
  if (filter.terms.length + filter.open.length + filter.problems.length === 0) return null
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-1.5 border-line border-b bg-surface px-5 py-1.5 max-sm:px-3">
      <FilterParts filter={filter} text={url.q} onChange={url.setQ} />
      {filter.open.map(({ key, text }) => (
        <Chip key={text} tone="past">
          {t('open', { term: text, hint: t(`keys.${key}`) })}
        </Chip>
      ))}
      {behind.refused.map(({ text, detail }) => (
        <Chip key={text} tone="past">
          {t('refused', { term: text, detail })}
        </Chip>
      ))}
      {behind.shortened.map(({ text, since }) => (
        <Chip key={text} tone="past">
          {t.rich('shortened', { term: text, since: () => <Time at={since} /> })}
        </Chip>
      ))}
      <span className="ml-1 text-12 text-text-2">
        {behind.isAsking
          ? t('asking')
          : found === undefined
            ? t('notApplied')
            : found.hits.length === 0
              ? t('nothing')
              : t('found', { count: found.hits.length, total })}
      </span>
      <label className="ml-auto flex items-center gap-1.5 text-12 text-text-2">
        <input
          type="checkbox"
          checked={isHiding}
          onChange={({ target }) => url.setHiding(target.checked)}
          className="size-3.5 accent-(--accent)"
        />
        {t('hide')}
      </label>
      <button
        type="button"
        onClick={() => url.setQ('')}
        className="h-[24px] rounded-chip px-2 text-12 text-accent hover:underline"
      >
        {t('clear')}
      </button>
    </div>
  )
}
