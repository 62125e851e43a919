'use client'

import { Search } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type ReactElement, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { useStatus } from '../live/use-live.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { HeaderSlotPlace } from './header-slot.tsx'
import { LivePill } from './live-pill.tsx'
import { NamespacePicker } from './namespace-picker.tsx'

/** Their place is kept until they are here: two in a narrow window, else four. */
const HeaderButtons = dynamic(() => import('./header-buttons.tsx').then((module) => module.HeaderButtons), {
  ssr: false,
  loading: () => (
    <span className="w-[8.375rem] max-sm:w-[4.125rem] pointer-coarse:w-[11.375rem] max-sm:pointer-coarse:w-[5.625rem]" />
  ),
})

const HeaderZone = dynamic(() => import('./header-zone.tsx').then((module) => module.HeaderZone), { ssr: false })

/** What stands open over the screen. */
export type Panel = 'none' | 'api' | 'help' | 'palette'

/** In the order of the question: which cluster, which namespaces, what am I looking for, is it the present. */
export function Header({ panel, toggle }: { panel: Panel; toggle: (panel: Panel) => void }): ReactElement {
  const t = useTranslations('shell')
  return (
    <header className="flex h-(--header) shrink-0 items-center gap-1 border-line border-b bg-page px-3 sm:gap-2 sm:px-4">
      <ClusterName />
      <Suspense fallback={<div className="h-8 w-36" />}>
        <NamespacePicker />
      </Suspense>
      <HeaderSlotPlace className="hidden min-w-0 flex-1 items-center justify-center px-2 md:flex" />
      <div className="ml-auto flex items-center gap-0.5">
        <HeaderZone />
        <IconButton
          label={t('openPalette')}
          keys="everywhere.palette"
          aria-haspopup="dialog"
          aria-expanded={panel === 'palette'}
          onClick={() => toggle('palette')}
        >
          <Search size={17} strokeWidth={1.75} aria-hidden="true" />
        </IconButton>
        <HeaderButtons panel={panel} toggle={toggle} />
      </div>
      <LivePill />
    </header>
  )
}

function ClusterName(): ReactElement {
  const t = useTranslations('shell')
  const { status } = useStatus()
  return (
    <div className="flex min-w-0 items-center gap-2 max-sm:has-[~button]:hidden">
      <span className="mono max-w-48 truncate font-medium text-13 text-text-1" title={status?.cluster.server}>
        {status?.cluster.name ?? '—'}
      </span>
      {status?.mode === 'demo' && (
        <span data-hint={t('demoHint')} className="rounded-chip bg-past-band px-1.5 font-medium text-12 text-past-text">
          {t('demo')}
        </span>
      )}
    </div>
  )
}
