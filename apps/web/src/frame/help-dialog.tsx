'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { changePreferences, usePreferences } from '../preferences/preferences-store.ts'
import { Dialog } from '../ui/dialog.tsx'
import { type Shortcut, useAllShortcuts } from './shortcuts.ts'

/** What can be pressed here and now, and what the signs mean. */
export function HelpDialog({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTranslations('help')
  const shortcuts = useAllShortcuts()
  const { hasSingleKeys } = usePreferences()
  return (
    <Dialog label={t('title')} onClose={onClose}>
      <h2 className="border-line border-b px-5 py-3 font-medium text-16">{t('title')}</h2>
      <div className="overflow-y-auto px-5 py-4">
        <Keys title={t('here')} shortcuts={shortcuts.filter(({ scope }) => scope === 'screen')} />
        <Keys title={t('everywhere')} shortcuts={shortcuts.filter(({ scope }) => scope === 'everywhere')} />
        <label className="flex items-center gap-2.5 text-text-2">
          <input
            type="checkbox"
            checked={hasSingleKeys}
            onChange={(change) => changePreferences({ hasSingleKeys: change.target.checked })}
            className="size-3.5 accent-(--accent)"
          />
          {t('singleKeys')}
        </label>
      </div>
    </Dialog>
  )
}

function Keys({ title, shortcuts }: { title: string; shortcuts: readonly Shortcut[] }): ReactElement | null {
  if (shortcuts.length === 0) return null
  return (
    <section className="mb-5">
      <h3 className="mb-2 font-medium text-12 text-text-3">{title}</h3>
      <dl className="grid grid-cols-1 gap-x-8 gap-y-1.5 sm:grid-cols-2">
        {shortcuts.map(({ keys, shown, label }) => (
          <div key={keys} className="flex items-center justify-between gap-3">
            <dt className="truncate text-text-2">{label}</dt>
            <dd>
              <kbd className="mono rounded-chip border border-line bg-surface px-1.5 py-0.5 text-text-1">{shown}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
