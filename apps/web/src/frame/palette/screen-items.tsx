'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { usePreferences } from '../../preferences/preferences-store.ts'
import { SCREENS } from '../screens.ts'
import { shownKeys } from '../shown-keys.ts'
import type { GoTo } from './found-objects.tsx'
import { PaletteGroup, PaletteItem } from './palette-parts.tsx'
import { fitsWords } from './typed-words.ts'

/** Screens, by their name in either language and by what else they are called. */
export function ScreenItems({ typed, go }: { typed: string; go: GoTo }): ReactElement | null {
  const t = useTranslations()
  const { keys } = usePreferences()
  const fitting = SCREENS.filter(({ id }) => fitsWords(`${id} ${t(`nav.${id}`)} ${t(`palette.also.${id}`)}`, typed))
  if (fitting.length === 0) return null
  return (
    <PaletteGroup heading={t('palette.screens')}>
      {fitting.map(({ id, path, icon: Icon }) => (
        <PaletteItem key={id} value={`screen ${id}`} onSelect={() => go({ name: t(`nav.${id}`), href: path })}>
          <Icon size={15} strokeWidth={1.75} aria-hidden="true" className="text-text-3" />
          <span className="flex-1">{t(`nav.${id}`)}</span>
          <kbd className="mono text-text-3">{shownKeys(`go.${id}`, keys)}</kbd>
        </PaletteItem>
      ))}
    </PaletteGroup>
  )
}
