'use client'

import { PanelLeftClose, PanelLeftOpen } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { changePreferences, usePreferences } from '../preferences/preferences-store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { useMedia } from '../ui/media.ts'

/** From here on there is room for names unless somebody hid them; `globals.css` knows the same width. */
const ROOMY = '(width >= 1440px)'

/** Shows the rail with the names of the screens, or with their icons alone. */
export function RailToggle(): ReactElement {
  const t = useTranslations('shell')
  const { rail } = usePreferences()
  const isRoomy = useMedia(ROOMY)
  const isRailOpen = rail === 'open' || (rail === 'auto' && isRoomy)
  const Icon = isRailOpen ? PanelLeftClose : PanelLeftOpen
  return (
    <IconButton
      label={isRailOpen ? t('closeRail') : t('openRail')}
      aria-expanded={isRailOpen}
      className="mx-3 mb-2 aria-expanded:bg-transparent max-sm:hidden"
      onClick={() => changePreferences({ rail: isRailOpen ? 'closed' : 'open' })}
    >
      <Icon size={18} strokeWidth={1.75} aria-hidden="true" />
    </IconButton>
  )
}
