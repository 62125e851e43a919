'use client'

import clsx from 'clsx'
import { Ellipsis } from 'lucide-react'
import dynamic from 'next/dynamic'
import { usePathname } from 'next/navigation'
import { type ReactElement, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { AppLink } from '../ui/app-link.tsx'
import { Logo } from '../ui/logo.tsx'
import { useNamespaces } from './namespaces.ts'
import { ELSEWHERE, HERE, isAt, type LinkProperties, useLinkTo } from './screen-link.ts'
import { SCREENS } from './screens.ts'

const AlertCount = dynamic(() => import('./alert-count.tsx').then((module) => module.AlertCount), { ssr: false })

const MoreScreens = dynamic(() => import('./more-screens.tsx').then((module) => module.MoreScreens), { ssr: false })

/** Its place is kept until it is here. */
const RailToggle = dynamic(() => import('./rail-toggle.tsx').then((module) => module.RailToggle), {
  ssr: false,
  loading: () => <span className="mb-2 h-8 pointer-coarse:h-11 max-sm:hidden" />,
})

const MORE = 'more-screens'

/**
 * Where one can go, in groups: a rail at the left, closer together in a low window; in a narrow one a bar at the bottom with
 * what somebody on call needs, and the rest behind "More".
 */
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
      <Suspense fallback={<Links namespaces={[]} />}>
        <ScopedLinks />
      </Suspense>
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
  const t = useTranslations('shell')
  const pathname = usePathname()
  return (
    <>
      <ul className="scroll-fade flex min-h-0 min-w-0 flex-1 sm:flex-col sm:overflow-y-auto sm:px-2 sm:py-1">
        {SCREENS.map((screen) => (
          <RailLink key={screen.id} screen={screen} namespaces={namespaces} />
        ))}
        <li className="flex-1 sm:hidden">
          <button
            type="button"
            popoverTarget={MORE}
            className={clsx(
              ENTRY,
              'w-full',
              SCREENS.some((screen) => !screen.isOnPhone && isAt(screen, pathname)) ? HERE : ELSEWHERE,
            )}
          >
            <Ellipsis size={18} strokeWidth={1.75} aria-hidden="true" />
            <span className="text-12">{t('more')}</span>
          </button>
        </li>
      </ul>
      <MoreScreens id={MORE} namespaces={namespaces} />
    </>
  )
}

const ENTRY =
  'relative flex h-14 items-center justify-center gap-0.5 rounded-control px-1 transition-colors max-sm:flex-col sm:h-9 sm:justify-start sm:gap-3 sm:px-2.5 [@media(max-height:660px)]:sm:h-7'

function RailLink({ screen, namespaces }: LinkProperties): ReactElement {
  const { label, look, link } = useLinkTo({ screen, namespaces })
  const Icon = screen.icon
  return (
    <li
      className={clsx(
        screen.isOnPhone ? 'max-sm:flex-1' : 'max-sm:hidden',
        screen.opensGroup && GROUP[screen.opensGroup],
      )}
    >
      <AppLink
        {...link}
        data-hint={label}
        data-hint-keys={`go.${screen.id}`}
        data-hint-beside=""
        className={clsx(ENTRY, look)}
      >
        <Icon size={18} strokeWidth={1.75} aria-hidden="true" className="shrink-0" />
        <span className="rail-label truncate max-sm:text-12">{label}</span>
        {screen.id === 'alerts' && <AlertCount />}
      </AppLink>
    </li>
  )
}

/** A group begins with a gap; the last one stands at the foot of the rail. */
const GROUP = {
  next: 'sm:mt-3 [@media(max-height:660px)]:sm:mt-1.5',
  last: 'sm:mt-auto sm:pt-3 [@media(max-height:660px)]:sm:pt-1.5',
} as const
