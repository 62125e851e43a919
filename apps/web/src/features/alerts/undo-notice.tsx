'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { endSilence } from '../../api/alert-commands.ts'
import { Button } from '../../ui/button.tsx'
import { useCommand } from './form/use-command.ts'
import { useUndo, withdrawUndo } from './undo-store.ts'

/** What was just silenced, and the way to take it back. */
export function UndoNotice(): ReactElement {
  const t = useTranslations('alerts.silences')
  const undoable = useUndo()
  const { run, isBusy } = useCommand(endSilence, withdrawUndo)
  return (
    <output className="pointer-events-none fixed inset-x-0 bottom-16 z-40 flex justify-center px-4 sm:bottom-6">
      {undoable !== undefined && (
        <span className="pointer-events-auto flex items-center gap-4 rounded-card border border-line bg-raised py-2 pr-2 pl-4 shadow-raised">
          {t('silenced', { count: undoable.muted })}
          <Button disabled={isBusy} onClick={() => run(undoable.silence)}>
            {t('undo')}
          </Button>
        </span>
      )}
    </output>
  )
}
