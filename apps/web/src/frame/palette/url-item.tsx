'use client'

import { Route } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { hrefWith } from '../namespaces.ts'
import type { GoTo } from './found-objects.tsx'
import { PaletteGroup, PaletteItem } from './palette-parts.tsx'
import { typedUrl } from './typed-url.ts'

/** The trace of a URL that was typed or pasted. */
export function UrlItem({ typed, go }: { typed: string; go: GoTo }): ReactElement | null {
  const t = useTranslations('palette')
  const url = typedUrl(typed)
  if (url === undefined) return null
  return (
    <PaletteGroup heading={t('questions')}>
      <PaletteItem value={`url ${url}`} onSelect={() => go({ name: url, href: hrefWith('/trace/', { url }) })}>
        <Route size={15} strokeWidth={1.75} aria-hidden="true" className="shrink-0 text-text-3" />
        <span className="mono min-w-0 flex-1 truncate">{url}</span>
        <span className="text-12 text-text-3">{t('traceIt')}</span>
      </PaletteItem>
    </PaletteGroup>
  )
}
