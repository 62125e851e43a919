'use client'

import { type ReactElement, type ReactNode, Suspense } from 'react'
import { useCatalogue } from '../i18n/catalogue-store.ts'

/**
 * One screen, once its words are here; until then, and in the prerendered page, its skeleton in the final geometry.
 * Reading the URL suspends while prerendering: nothing below this needs to care.
 */
export function Screen({ skeleton, children }: { skeleton: ReactElement; children: ReactNode }): ReactElement {
  const { messages } = useCatalogue()
  return messages ? <Suspense fallback={skeleton}>{children}</Suspense> : skeleton
}
