'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../../ui/button.tsx'
import type { Log } from './use-log.ts'

/** What lies below the last row: more, or the beginning of the history. */
export function LogFooter({ log, isSearching }: { log: Log; isSearching: boolean }): ReactElement {
  const t = useTranslations('log')
  return (
    <div className="flex h-14 items-center justify-center text-text-3">
      {log.isReadingOlder && t('reading')}
      {!log.isReadingOlder && log.hasOlder && (
        <Button kind={isSearching ? 'plain' : 'quiet'} onClick={log.readOlder}>
          {t('readOlder')}
        </Button>
      )}
      {!log.isReadingOlder && !log.hasOlder && t('beginning')}
    </div>
  )
}
