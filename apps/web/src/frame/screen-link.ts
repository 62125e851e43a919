'use client'

import { usePathname } from 'next/navigation'
import { useTranslations } from 'use-intl'
import { hrefWith } from './namespaces.ts'
import type { ScreenEntry } from './screens.ts'

/** Screens of one thing, and the list it is in. */
const PARENTS: Readonly<Record<string, ScreenEntry['id']>> = { '/service/': 'services', '/rollout/': 'rollouts' }

/** Whether a screen is shown, or one of something in its list. */
export function isAt({ id, path }: ScreenEntry, pathname: string): boolean {
  return PARENTS[pathname] === id || (path === '/' ? pathname === '/' : pathname.startsWith(path))
}

/** How the entry of the screen that is shown looks. */
export const HERE = 'font-medium text-accent sm:bg-accent-tint'
/** How the others look. */
export const ELSEWHERE = 'text-text-2 hover:bg-hover hover:text-text-1'

/** A screen, and the namespaces chosen. */
export interface LinkProperties {
  readonly screen: ScreenEntry
  readonly namespaces: readonly string[]
}

/** What a link to a screen says, how it looks, and where it leads. */
export function useLinkTo({ screen, namespaces }: LinkProperties) {
  const t = useTranslations('nav')
  const isHere = isAt(screen, usePathname())
  return {
    label: t(screen.id),
    look: isHere ? HERE : ELSEWHERE,
    link: {
      href: hrefWith(screen.path, screen.keepsNamespaces ? { namespace: namespaces } : {}),
      'aria-current': isHere ? ('page' as const) : undefined,
    },
  }
}
