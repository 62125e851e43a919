'use client'

import clsx from 'clsx'
import type { ReactElement } from 'react'
import { AppLink } from '../ui/app-link.tsx'
import { objectHref } from './object-href.ts'
import { partsOfKey } from './object-key.ts'

/** Kind and name of an object, leading to the best screen for it. */
export function ObjectLink({ of, className }: { of: string; className?: string }): ReactElement {
  const parts = partsOfKey(of)
  const { kind, namespace, name } = parts
  return (
    <AppLink
      href={objectHref(parts)}
      className={clsx('inline-block min-h-[24px] min-w-6 py-0.5 text-text-2 hover:text-accent', className)}
    >
      <span lang="en">{kind}</span>{' '}
      <span className="mono break-all">{namespace === null ? name : `${namespace}/${name}`}</span>
    </AppLink>
  )
}
