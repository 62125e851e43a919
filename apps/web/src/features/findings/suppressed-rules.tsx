'use client'

import type { FindingsPage } from '@portolan/contract'
import { ChevronRight } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { groupBy } from '../../cluster/group-by.ts'

/** Rules that could not be evaluated, folded, each with the reason. Silence of these proves nothing. */
export function SuppressedRules({
  suppressed,
  isOpen = false,
}: Pick<FindingsPage, 'suppressed'> & {
  /** Where nothing was found, what was not looked at belongs to the answer. */
  isOpen?: boolean
}): ReactElement | null {
  const t = useTranslations('findings')
  if (suppressed.length === 0) return null
  const byReason = [...groupBy(suppressed, ({ reason }) => reason)]
  return (
    <details open={isOpen} className="group px-4 py-3 sm:px-6">
      <summary className="flex min-h-[24px] w-fit cursor-pointer list-none items-center gap-1 rounded-chip pr-2 text-text-2 hover:text-accent pointer-coarse:min-h-11">
        <ChevronRight size={14} aria-hidden="true" className="transition-transform group-open:rotate-90" />
        {t('suppressed', { count: suppressed.length })}
      </summary>
      <ul className="mt-1 flex flex-col gap-1.5 border-line border-l pl-3">
        {byReason.map(([reason, rules]) => (
          <li key={reason}>
            <span lang="en" className="text-text-2">
              {reason}
            </span>{' '}
            <span className="mono text-text-3">{rules.map(({ rule }) => rule).join(' ')}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
