'use client'

import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import type { ObjectIdentity } from './object-url.ts'

/** Kind, namespace and name; below, how it is. */
export function ObjectHeading({
  identity: { kind, namespace, name },
  children,
}: {
  identity: ObjectIdentity
  children: ReactNode
}): ReactElement {
  const t = useTranslations('object')
  return (
    <header className="border-line border-b px-4 pt-5 pb-4 sm:px-6">
      <nav
        aria-label={t('path')}
        className="mono flex items-center gap-1.5 text-text-3 [&_a]:inline-block [&_a]:min-h-[24px] [&_a]:min-w-6 [&_a]:py-0.5"
      >
        <AppLink href={hrefWith('/log/', { kind })} className="hover:text-accent">
          <span lang="en">{kind}</span>
        </AppLink>
        {namespace !== '-' && (
          <>
            <span aria-hidden="true">/</span>
            <AppLink href={hrefWith('/map/', { namespace })} className="hover:text-accent">
              {namespace}
            </AppLink>
          </>
        )}
      </nav>
      <div className="flex items-center gap-1">
        <h1 className="min-w-0 break-all font-mono font-semibold text-20 tracking-tight">{name}</h1>
        <CopyButton
          text={namespace === '-' ? name : `${namespace}/${name}`}
          label={t('copyName')}
          copiedLabel={t('copied')}
        />
      </div>
      {children}
    </header>
  )
}
