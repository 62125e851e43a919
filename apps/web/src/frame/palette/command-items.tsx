'use client'

import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { changePreferences, usePreferences } from '../../preferences/preferences-store.ts'
import { isEverywhere } from '../shortcut-table.ts'
import { useAllShortcuts } from '../shortcuts.ts'
import { shownKeys } from '../shown-keys.ts'
import { useShortcutWords } from '../use-shortcut-words.ts'
import { PaletteGroup, PaletteItem } from './palette-parts.tsx'
import { fitsWords } from './typed-words.ts'

interface Command {
  readonly id: string
  readonly words: string
  readonly face: ReactNode
  readonly keys?: string
  readonly run: () => void
}

/** What only makes sense while one looks at what it moves, and what the palette is itself. */
const MOVES =
  /^(?:go\..*|everywhere\.palette|list\.(?:next|previous)|map\.(?:down|up|upstream|downstream)|chart\.(?:next|previous)Change)$/

/** Everything that can be done here: what belongs to the window, and what the keys of this screen do. */
export function CommandItems({
  typed,
  act,
  onName,
}: {
  typed: string
  /** Closes the palette, then does it. */
  act: (run: () => void) => void
  /** Give the view that is shown a name. */
  onName: () => void
}): ReactElement | null {
  const t = useTranslations('palette')
  const commands = useCommands(onName)
  const fitting = commands.filter(({ words }) => fitsWords(words, typed))
  if (fitting.length === 0) return null
  return (
    <PaletteGroup heading={t('commands')}>
      {fitting.map(({ id, face, keys, run }) => (
        <PaletteItem key={id} value={`command ${id}`} onSelect={() => (id === 'name' ? run() : act(run))}>
          <span className="min-w-0 flex-1 truncate">{face}</span>
          {keys !== undefined && <kbd className="mono text-text-3">{keys}</kbd>}
        </PaletteItem>
      ))}
    </PaletteGroup>
  )
}

function useCommands(onName: () => void): readonly Command[] {
  const t = useTranslations('palette')
  const shortcuts = useAllShortcuts()
  const words = useShortcutWords()
  const { keys } = usePreferences()
  return [
    { id: 'name', words: `${t('saveView')} save view bookmark`, face: t('saveView'), run: onName },
    ...shortcuts
      .toSorted((a, b) => Number(isEverywhere(a.id)) - Number(isEverywhere(b.id)))
      .flatMap(({ id, run }) =>
        run && !MOVES.test(id) ? [{ id, words: words(id), face: words(id), keys: shownKeys(id, keys), run }] : [],
      ),
    ...(['light', 'dark', 'system'] as const).map((theme) => ({
      id: `theme-${theme}`,
      words: `theme ${theme} ${t('theme', { theme })}`,
      face: t('theme', { theme }),
      run: () => changePreferences({ theme }),
    })),
    {
      id: 'english',
      words: 'language english 语言',
      face: <span lang="en">English</span>,
      run: () => changePreferences({ locale: 'en' }),
    },
    {
      id: 'chinese',
      words: 'language chinese 中文 语言',
      face: <span lang="zh-CN">简体中文</span>,
      run: () => changePreferences({ locale: 'zh-CN' }),
    },
  ]
}
