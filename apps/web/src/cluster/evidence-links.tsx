import clsx from 'clsx'
import type { ReactElement } from 'react'
import { ObjectLink } from './object-link.tsx'

/** Where a claim can be read: objects, each with the field that says it. */
export function EvidenceLinks({
  label,
  evidence,
  className,
}: {
  label: string
  evidence: readonly { readonly object: string; readonly field: string }[]
  className?: string
}): ReactElement {
  return (
    <ul aria-label={label} className={clsx('flex flex-wrap gap-x-4', className)}>
      {evidence.map(({ object, field }) => (
        <li key={`${object} ${field}`} className="min-w-0">
          <ObjectLink of={object} className="text-12" />
          {field !== '' && (
            <span lang="en" className="mono break-all text-text-3">
              {' '}
              {field}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
