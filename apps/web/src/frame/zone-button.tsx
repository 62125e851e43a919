'use client'

import clsx from 'clsx'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { zoneName } from '../i18n/instant.ts'
import { useServerNow } from '../live/server-clock.ts'
import { changePreferences, usePreferences } from '../preferences/preferences-store.ts'

/** In which zone the times on the screen are written; a press, or `u`, writes them in UTC or in this one again. */
export function ZoneButton({ className }: { className?: string }): ReactElement {
  const t = useTranslations('shell')
  const { zone } = usePreferences()
  const now = useServerNow()
  const name = zoneName(zone, now)
  return (
    <button
      type="button"
      aria-label={t('zone', { zone: name })}
      data-hint={t('zone', { zone: name })}
      data-hint-keys="everywhere.zone"
      onClick={() => changePreferences({ zone: zone === 'utc' ? 'local' : 'utc' })}
      className={clsx(
        'mono inset-focus inline-flex h-[28px] shrink-0 items-center rounded-chip px-1.5 text-12 text-text-3 hover:bg-hover hover:text-text-1 pointer-coarse:h-11',
        className,
      )}
    >
      {name}
    </button>
  )
}
