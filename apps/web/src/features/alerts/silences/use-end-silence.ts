'use client'

import type { Silence } from '@portolan/contract'
import { useTranslations } from 'use-intl'
import { createSilence, endSilence } from '../../../api/alert-commands.ts'
import { useCommand } from '../form/use-command.ts'
import { offerUndo } from '../undo-store.ts'

/** Ends a silence; to take that back makes another one like it. */
export function useEndSilence({ matcher, span, reason, createdBy }: Silence) {
  const t = useTranslations('alerts.silences')
  const again = () => createSilence({ matcher, span, reason, createdBy })
  return useCommand(endSilence, () => offerUndo({ done: t('endedNow', { reason }), undo: again }))
}
