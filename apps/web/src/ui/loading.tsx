'use client'

import { type ReactElement, type ReactNode, useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { AppLink } from './app-link.tsx'

const SLOW_MS = 4_000

/**
 * What stands for a screen before its data, in its geometry. Screen readers are told that it is coming; when it takes long,
 * everybody is, and where to look meanwhile. Moves nothing. The words stand beside the part that is busy: what is within it,
 * screen readers wait to tell.
 */
export function Loading({ className, children }: { className: string; children: ReactNode }): ReactElement {
  const t = useTranslations('loading')
  const [isSlow, setIsSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setIsSlow(true), SLOW_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="relative h-full">
      <div
        role="status"
        className={
          isSlow
            ? 'absolute inset-x-4 top-24 z-10 mx-auto w-fit max-w-md rounded-card border border-line bg-raised px-4 py-3 shadow-raised'
            : 'sr-only'
        }
      >
        {isSlow ? (
          <>
            <p className="font-medium">{t('slow')}</p>
            <p className="mt-1 text-text-2">
              {t('slowHint')}{' '}
              <AppLink href="/status/" className="underline underline-offset-2 hover:text-accent">
                {t('status')}
              </AppLink>
            </p>
          </>
        ) : (
          t('loading')
        )}
      </div>
      <div aria-busy="true" className={className}>
        {children}
      </div>
    </div>
  )
}
