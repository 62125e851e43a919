'use client'

import { CircleHelp, CodeXml, Languages, Monitor, Moon, Sun } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import type { Preferences } from '../preferences/preferences.ts'
import { changePreferences, usePreferences } from '../preferences/preferences-store.ts'
import { IconButton } from '../ui/icon-button.tsx'
import type { Panel } from './header.tsx'

interface HeaderButtonsProperties {
  readonly panel: Panel
  readonly toggle: (panel: Panel) => void
}

/** The calls behind the screen, help, the other language, and the next theme. Nothing that is seen first depends on them. */
export function HeaderButtons({ panel, toggle }: HeaderButtonsProperties): ReactElement {
  const t = useTranslations('shell')
  return (
    <>
      <IconButton
        label={t('asApi')}
        aria-expanded={panel === 'api'}
        className="max-sm:hidden"
        onClick={() => toggle('api')}
      >
        <CodeXml size={17} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
      <IconButton
        label={t('help')}
        keys="everywhere.help"
        aria-haspopup="dialog"
        aria-expanded={panel === 'help'}
        className="max-sm:hidden"
        onClick={() => toggle('help')}
      >
        <CircleHelp size={17} strokeWidth={1.75} aria-hidden="true" />
      </IconButton>
      <LanguageButton />
      <ThemeButton />
    </>
  )
}

function LanguageButton(): ReactElement {
  const t = useTranslations('shell')
  const { locale } = usePreferences()
  const other = locale === 'en' ? 'zh-CN' : 'en'
  return (
    <IconButton label={t('switchLanguage')} lang={other} onClick={() => changePreferences({ locale: other })}>
      <Languages size={17} strokeWidth={1.75} aria-hidden="true" />
    </IconButton>
  )
}

const NEXT_THEME: Record<Preferences['theme'], Preferences['theme']> = {
  system: 'light',
  light: 'dark',
  dark: 'system',
}
const THEME_ICON = { system: Monitor, light: Sun, dark: Moon }

function ThemeButton(): ReactElement {
  const t = useTranslations('shell')
  const { theme } = usePreferences()
  const Icon = THEME_ICON[theme]
  return (
    <IconButton label={t('theme', { theme })} onClick={() => changePreferences({ theme: NEXT_THEME[theme] })}>
      <Icon size={17} strokeWidth={1.75} aria-hidden="true" />
    </IconButton>
  )
}
