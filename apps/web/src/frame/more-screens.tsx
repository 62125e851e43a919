'use client'

import clsx from 'clsx'
import { usePathname } from 'next/navigation'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { AppLink } from '../ui/app-link.tsx'
import { type LinkProperties, useLinkTo } from './screen-link.ts'
import { SCREENS } from './screens.ts'

/** The screens that the bar of a narrow window has no room for: a menu above it, closed by every way one goes. */
export function MoreScreens({ id, namespaces }: { id: string; namespaces: readonly string[] }): ReactElement {
  const t = useTranslations('shell')
  return (
    <ul
      key={usePathname()}
      id={id}
      popover="auto"
      aria-label={t('moreScreens')}
      className="inset-auto right-2 bottom-16 m-0 w-56 rounded-card border border-line bg-raised p-2 text-text-1 shadow-raised"
    >
      {SCREENS.filter(({ isOnPhone }) => !isOnPhone).map((screen) => (
        <MenuLink key={screen.id} screen={screen} namespaces={namespaces} />
      ))}
    </ul>
  )
}

function MenuLink({ screen, namespaces }: LinkProperties): ReactElement {
  const { label, look, link } = useLinkTo({ screen, namespaces })
  const Icon = screen.icon
  return (
    <li>
      <AppLink {...link} className={clsx('flex h-11 items-center gap-3 rounded-control px-3', look)}>
        <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
        {label}
      </AppLink>
    </li>
  )
}
