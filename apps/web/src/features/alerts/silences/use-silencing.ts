'use client'

import type { AlertMatcher } from '@portolan/contract'
import { useTranslations } from 'use-intl'
import { createSilence, endSilence } from '../../../api/alert-commands.ts'
import { useCommand } from '../form/use-command.ts'
import { offerUndo } from '../undo-store.ts'
import { useMuted } from './muted-alerts.tsx'

/** Makes a silence and closes its form; it can be taken back. How many alerts it hides is told where all that fire were read. */
export function useSilencing(matcher: AlertMatcher, onClose: () => void) {
  const t = useTranslations('alerts')
  const muted = useMuted(matcher)?.length
  return useCommand(createSilence, ({ id }) => {
    onClose()
    const done = muted === undefined ? t('silenced') : t('silences.silenced', { count: muted })
    offerUndo({ done, undo: () => endSilence(id) })
  })
}
