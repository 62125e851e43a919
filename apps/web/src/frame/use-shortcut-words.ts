'use client'

import { useTranslations } from 'use-intl'
import { SCREENS } from './screens.ts'
import type { ShortcutId } from './shortcut-table.ts'

type Named = Exclude<ShortcutId, `go.${string}`>

/** What a shortcut does, in the reader's language. */
export function useShortcutWords(): (id: ShortcutId) => string {
  const t = useTranslations('shortcuts')
  const nav = useTranslations('nav')
  const shell = useTranslations('shell')
  return (id) => {
    const screen = SCREENS.find((each) => `go.${each.id}` === id)
    if (screen) return shell('goTo', { screen: nav(screen.id) })
    const [group, what] = id.split('.')
    return t(`${group}.${what}` as Named)
  }
}
