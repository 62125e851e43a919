'use client'

import type { Churn } from '@portolan/contract'
import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Time } from '../../ui/time.tsx'
import { churnOf } from './churn-shapes.ts'

/** The chart as a table: the steps in which anything happened. Filled when it is opened. */
export function ChurnTable({ churn: { steps }, label }: { churn: Churn; label: string }): ReactElement {
  const t = useTranslations('churn')
  const [isOpen, setIsOpen] = useState(false)
  const moved = isOpen ? steps.filter((step) => churnOf(step) > 0) : []
  return (
    <details className="text-12 open:w-full" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary className="inset-focus min-h-[24px] cursor-pointer rounded-chip text-text-2 hover:text-text-1">
        {t('asTable')}
      </summary>
      {isOpen && moved.length === 0 && <p className="py-1 text-text-2">{t('stoodStill')}</p>}
      {moved.length > 0 && (
        <table aria-label={label} className="w-full max-w-xl">
          <thead className="text-left text-text-3">
            <tr>
              {(['at', 'added', 'removed', 'flips', 'ready'] as const).map((column) => (
                <th key={column} scope="col" className="py-1 pr-4 font-normal">
                  {t(`table.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {moved.map(({ at, added, removed, flips, ready }) => (
              <tr key={at}>
                <th scope="row" className="pr-4 text-left font-normal">
                  <Time at={Date.parse(at)} form="auto-second" className="mono" />
                </th>
                <td className="pr-4">{added}</td>
                <td className="pr-4">{removed}</td>
                <td className="pr-4">{flips}</td>
                <td className="pr-4">{ready ?? t('notKnown')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  )
}
