'use client'

import type { Finding } from '@portolan/contract'
import clsx from 'clsx'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { ObjectLink } from './object-link.tsx'
import { selectorSuggestions } from './selector-suggestions.ts'

/** Two selectors side by side: the one that finds no Pod, and the nearest one that would. Nothing where none is suggested. */
export function SelectorDifference({ finding }: { finding: Pick<Finding, 'evidence'> }): ReactElement | null {
  const t = useTranslations('selector')
  const [nearest] = selectorSuggestions(finding)
  if (!nearest) return null
  return (
    <div className="max-w-2xl overflow-x-auto rounded-control border border-line">
      <table className="w-full border-collapse text-left">
        <thead>
          <tr className="border-line border-b bg-surface text-12 text-text-3">
            <th scope="col" className="px-3 py-1.5 font-normal">
              {t('label')}
            </th>
            <th scope="col" className="px-3 py-1.5 font-normal">
              {t('now')}
            </th>
            <th scope="col" className="px-3 py-1.5 font-normal">
              {t('nearest', { count: nearest.readyPods })}
            </th>
          </tr>
        </thead>
        <tbody className="mono">
          {nearest.labels.map(({ name, now, nearest: wanted }) => (
            <tr key={name} className="border-line border-b last:border-b-0">
              <th scope="row" className="px-3 py-1 font-normal text-text-2">
                {name}
              </th>
              <Value sign="−" value={now} isDifferent={now !== wanted} className="bg-removed/10 text-removed" />
              <Value sign="+" value={wanted} isDifferent={now !== wanted} className="bg-added/10 text-added" />
            </tr>
          ))}
        </tbody>
      </table>
      <p className="border-line border-t px-3 py-1 text-text-3">
        {t.rich('whose', { object: () => <ObjectLink of={nearest.object} /> })}
      </p>
    </div>
  )
}

function Value({
  sign,
  value,
  isDifferent,
  className,
}: {
  sign: string
  value: string | undefined
  isDifferent: boolean
  className: string
}): ReactElement {
  const t = useTranslations('selector')
  return (
    <td className="px-3 py-1">
      {value === undefined ? (
        <span className="text-text-3">{t('none')}</span>
      ) : (
        <span className={clsx('break-all', isDifferent && `rounded-chip px-1 ${className}`)}>
          {isDifferent && <span aria-hidden="true">{sign} </span>}
          {value}
        </span>
      )}
    </td>
  )
}
