'use client'

import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { changePreferences, usePreferences } from '../preferences/preferences-store.ts'
import { AppLink } from '../ui/app-link.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { isEverywhere, type ShortcutId } from './shortcut-table.ts'
import { useAllShortcuts } from './shortcuts.ts'
import { shownKeys } from './shown-keys.ts'
import { useShortcutWords } from './use-shortcut-words.ts'

/** The first thing that takes the focus, so that one reads from the top. */
const SCROLLED_BY_KEYS = { tabIndex: 0 } as const

/** What can be pressed here and now, what belongs to the screen first. */
export function HelpDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTranslations('help')
  const shortcuts = useAllShortcuts()
  const { hasSingleKeys } = usePreferences()
  const ids = useMemo(() => [...new Set(shortcuts.map(({ id }) => id))], [shortcuts])
  return (
    <Dialog label={t('title')} onClose={onClose}>
      <h2 className="border-line border-b px-5 py-3 font-medium text-16">{t('title')}</h2>
      <section {...SCROLLED_BY_KEYS} aria-label={t('title')} className="inset-focus overflow-y-auto px-5 pt-4">
        <Keys title={t('here')} ids={ids.filter((id) => !isEverywhere(id))} />
        <Keys title={t('everywhere')} ids={ids.filter(isEverywhere)} />
      </section>
      <div className="flex flex-wrap items-center justify-between gap-3 border-line border-t px-5 py-3">
        <label className="flex items-center gap-2.5 text-text-2">
          <input
            type="checkbox"
            checked={hasSingleKeys}
            onChange={(change) => changePreferences({ hasSingleKeys: change.target.checked })}
            className="size-3.5 accent-(--accent)"
          />
          {t('singleKeys')}
        </label>
        <AppLink href="/settings/#keys" onClick={onClose} className="text-accent hover:underline">
          {t('otherKeys')}
        </AppLink>
      </div>
    </Dialog>
  )
}

function Keys({ title, ids }: { title: string; ids: readonly ShortcutId[] }): ReactElement | null {
  const words = useShortcutWords()
  const { keys: chosen } = usePreferences()
  const listed = ids.map((id) => ({ id, shown: shownKeys(id, chosen) })).filter(({ shown }) => shown !== '')
  if (listed.length === 0) return null
  return (
    <section className="mb-5">
      <h3 className="mb-2 font-medium text-12 text-text-3">{title}</h3>
      <dl className="grid grid-cols-1 gap-x-8 gap-y-1.5 sm:grid-cols-2">
        {listed.map(({ id, shown }) => (
          <div key={id} className="flex items-center justify-between gap-3">
            <dt className="min-w-0 text-text-2">{words(id)}</dt>
            <dd className="shrink-0">
              <kbd className="mono whitespace-nowrap rounded-chip border border-line bg-surface px-1.5 py-0.5 text-text-1">
                {shown}
              </kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
