'use client'

import dynamic from 'next/dynamic'
import { usePathname, useRouter } from 'next/navigation'
import { type ReactElement, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { forgetCalls } from '../api/call-registry.ts'
import { changePreferences, usePreferences, watchPreferences } from '../preferences/preferences-store.ts'
import { withKept } from '../ui/kept-parameters.ts'
import { holdTyping } from './early-typing.ts'
import { Header, type Panel } from './header.tsx'
import { Rail } from './rail.tsx'
import { SCREENS } from './screens.ts'
import { useShortcuts } from './shortcuts.ts'
import { StaleBand } from './stale-band.tsx'
import { TimeBarPlace } from './time-bar/time-bar-place.tsx'
import { TimeTravel } from './time-travel.tsx'
import { whenReachable } from './when-reachable.ts'

const loadApiPanel = () => whenReachable(() => import('./api-panel.tsx'))
const loadHelp = () => whenReachable(() => import('./help-dialog.tsx'))
const loadPalette = () => whenReachable(() => import('./palette/palette.tsx'))

const ApiPanel = dynamic(() => loadApiPanel().then(({ ApiPanel }) => ApiPanel), { ssr: false })
const HelpDialog = dynamic(() => loadHelp().then(({ HelpDialog }) => HelpDialog), { ssr: false })
const Hints = dynamic(() => import('./hints.tsx').then((module) => module.Hints), { ssr: false })
const PatternDefs = dynamic(() => import('../ui/pattern-defs.tsx').then((module) => module.PatternDefs), { ssr: false })
const LinkCare = dynamic(() => import('./link-care.tsx').then((module) => module.LinkCare), { ssr: false })
const Palette = dynamic(() => loadPalette().then(({ Palette }) => Palette), { ssr: false })

const ShortcutsHost = dynamic(() => import('./shortcuts-host.ts').then((module) => module.ShortcutsHost), {
  ssr: false,
})
const Tour = dynamic(() => import('./tour/tour.tsx').then((module) => module.Tour), { ssr: false })

const PREFETCH_AFTER_MS = 2_500

/** The frame around every screen: rail, header, content, and the panels that open over any screen. */
export function Shell({ children }: { children: ReactNode }): ReactElement {
  const t = useTranslations('shell')
  const pathname = usePathname()
  const [panel, setPanel] = useState<Panel>('none')
  const close = () => setPanel('none')
  const toggle = (wanted: Panel) => {
    if (wanted === 'palette' && panel !== 'palette') holdTyping(close)
    setPanel(panel === wanted ? 'none' : wanted)
  }

  const { isTourOver } = usePreferences()
  useEffect(watchPreferences, [])
  useEffect(prefetchPanels, [])
  useFreshCallsPerScreen(pathname)
  useShellShortcuts(toggle)

  return (
    <div className="flex h-dvh flex-col overflow-hidden bg-page low:h-auto low:min-h-dvh low:overflow-visible sm:flex-row">
      <a
        href="#content"
        className="-translate-y-20 fixed top-2 left-2 z-50 rounded-control bg-accent px-3 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        {t('skip')}
      </a>
      <ShortcutsHost />
      <Rail />
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <Header panel={panel} toggle={toggle} />
        <StaleBand />
        {!isTourOver && <Tour />}
        <Suspense fallback={null}>
          <TimeTravel />
          <LinkCare />
        </Suspense>
        <div className="flex min-h-0 flex-1 low:h-80 low:flex-none">
          <main id="content" tabIndex={-1} className="min-w-0 flex-1 overflow-hidden outline-none">
            {children}
          </main>
          {panel === 'api' && <ApiPanel onClose={close} />}
        </div>
        <TimeBarPlace />
      </div>
      {panel === 'help' && <HelpDialog onClose={close} />}
      {panel === 'palette' && <Palette onClose={close} />}
      <Hints />
      <PatternDefs />
    </div>
  )
}

/** Panels are loaded when the page has nothing better to do, so that the first key press finds them. */
function prefetchPanels(): () => void {
  const timer = setTimeout(
    () => void Promise.allSettled([loadPalette(), loadHelp(), loadApiPanel()]),
    PREFETCH_AFTER_MS,
  )
  return () => clearTimeout(timer)
}

function useFreshCallsPerScreen(pathname: string): void {
  const shown = useRef(pathname)
  useEffect(() => {
    if (shown.current === pathname) return
    shown.current = pathname
    forgetCalls()
  }, [pathname])
}

function useShellShortcuts(toggle: (panel: Panel) => void): void {
  const router = useRouter()
  const { zone } = usePreferences()
  useShortcuts([
    ...SCREENS.map(({ id, path }) => ({ id: `go.${id}` as const, run: () => router.push(withKept(path)) })),
    { id: 'everywhere.palette', run: () => toggle('palette') },
    { id: 'everywhere.help', run: () => toggle('help') },
    { id: 'everywhere.zone', run: () => changePreferences({ zone: zone === 'utc' ? 'local' : 'utc' }) },
    { id: 'everywhere.close' },
  ])
}
