'use client'

import { Trash2 } from 'lucide-react'
import Link from 'next/link'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { savedViews } from '../../preferences/remembered-links.ts'
import { useStoredList } from '../../preferences/stored-list.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { withModKey } from '../../ui/mod-key.ts'
import { SettingGroup } from './setting.tsx'

/** The views this browser remembers by name, newest first: each is a link, exactly as it was. */
export function SavedViews(): ReactElement {
  const t = useTranslations('settings')
  const views = useStoredList(savedViews)
  return (
    <SettingGroup id="views" title={t('views')}>
      {views.length === 0 && <p className="py-3 text-text-2">{t('noViews', { keys: withModKey('K') })}</p>}
      {views.map((view) => (
        <div key={view.name} className="flex items-center gap-3 py-1.5">
          <Link prefetch={false} href={view.href} className="min-w-0 flex-1 py-1 hover:text-accent">
            <span className="block truncate font-medium">{view.name}</span>
            <span className="mono block truncate text-12 text-text-3">{view.href}</span>
          </Link>
          <IconButton label={t('removeView', { name: view.name })} onClick={() => savedViews.remove(view)}>
            <Trash2 size={16} strokeWidth={1.75} aria-hidden="true" />
          </IconButton>
        </div>
      ))}
    </SettingGroup>
  )
}
