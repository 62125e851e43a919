'use client'

import clsx from 'clsx'
import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import dynamic from 'next/dynamic'
import { usePathname } from 'next/navigation'
import { type ReactElement, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { changePreferences, usePreferences } from '../preferences/preferences-store.ts'
import { AppLink } from '../ui/app-link.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Logo } from '../ui/logo.tsx'
import { hrefWith, useNamespaces } from './namespaces.ts'
import { SCREENS, type ScreenEntry } from './screens.ts'

const AlertCount = dynamic(() => import('./alert-count.tsx').then((module) => module.AlertCount), { ssr: false })

/** Where one can go: a rail at the left, a bar at the bottom of a narrow window. */
export function Rail(): ReactElement {
  const t = useTranslations('shell')
  return (
    <nav
      aria-label={t('navigation')}
      className="order-last flex shrink-0 border-line border-t bg-surface sm:order-first sm:w-(--rail) sm:flex-col sm:border-t-0 sm:border-r"
    >
      <AppLink
        href="/"
        aria-label={t('home')}
        className="hidden h-(--header) w-14 shrink-0 items-center justify-center sm:flex"
      >
        <Logo />
      </AppLink>
      <ul className="flex min-w-0 flex-1 justify-between gap-0.5 max-sm:overflow-x-auto sm:flex-col sm:justify-start sm:px-2 sm:py-2">
        <Suspense fallback={<Links namespaces={[]} />}>
          <ScopedLinks />
        </Suspense>
      </ul>
      <RailToggle />
    </nav>
  )
}

function ScopedLinks(): ReactElement {
  const [namespaces] = useNamespaces()
  const pathname = usePathname()
  // On the page of one object `namespace` is part of the object's name, not a choice of scope.
  return <Links namespaces={pathname.startsWith('/service/') ? [] : namespaces} />
}

function Links({ namespaces }: { namespaces: readonly string[] }): ReactElement {
  return (
    <>
      {SCREENS.map((screen) => (
        <RailLink key={screen.id} screen={screen} namespaces={namespaces} />
      ))}
    </>
  )
}

/** Screens of one thing, and the list it is in. */
const PARENTS: Readonly<Record<string, ScreenEntry['id']>> = { '/service/': 'services', '/rollout/': 'rollouts' }

function RailLink({ screen, namespaces }: { screen: ScreenEntry; namespaces: readonly string[] }): ReactElement {
  const t = useTranslations('nav')
  const pathname = usePathname()
  const label = t(screen.id)
  const isHere = screen.path === '/' ? pathname === '/' : pathname.startsWith(screen.path)
  const isParentOfHere = PARENTS[pathname] === screen.id
  const Icon = screen.icon
  return (
    <li className="max-sm:shrink-0">
      <AppLink
        href={hrefWith(screen.path, screen.keepsNamespaces ? { namespace: namespaces } : {})}
        aria-current={isHere ? 'page' : undefined}
        data-hint={label}
        data-hint-keys={`g ${screen.key}`}
        className={clsx(
          'relative flex h-14 min-w-11 items-center justify-center gap-0.5 rounded-control px-1 transition-colors max-sm:flex-col sm:h-9 sm:justify-start sm:gap-3 sm:px-2.5',
          isHere || isParentOfHere
            ? 'font-medium text-accent sm:bg-accent-tint'
            : 'text-text-2 hover:bg-hover hover:text-text-1',
        )}
      >
        <Icon size={18} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
        <span className="rail-label truncate max-sm:text-12">{label}</span>
        {screen.id === 'alerts' && <AlertCount />}
      </AppLink>
    </li>
  )
}

function RailToggle(): ReactElement {
  const t = useTranslations('shell')
  const { isRailOpen } = usePreferences()
  const Icon = isRailOpen ? PanelLeftClose : PanelLeftOpen
  return (
    <IconButton
      label={isRailOpen ? t('closeRail') : t('openRail')}
      aria-expanded={isRailOpen}
      className="mx-3 mb-3 aria-expanded:bg-transparent max-sm:hidden"
      onClick={() => changePreferences({ isRailOpen: !isRailOpen })}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
    </IconButton>
  )
}
