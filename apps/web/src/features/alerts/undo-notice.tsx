'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { useShortcuts } from '../../frame/shortcuts.ts'
import { Button } from '../../ui/button.tsx'
import { Refusal } from './form/refusal.tsx'
import { useCommand } from './form/use-command.ts'
import { type Undoable, useUndo, withdrawUndo } from './undo-store.ts'

const takeBack = ({ undo }: Undoable) => undo()

/** What was just done, and the way to take it back: the button, or `z`. */
export function UndoNotice(): ReactElement {
  const t = useTranslations('alerts')
  const undoable = useUndo()
  const { run, isBusy, refusal } = useCommand(takeBack, withdrawUndo)
  useShortcuts(undoable === undefined ? [] : [{ id: 'alerts.undo', run: () => run(undoable) }])
  return (
    <output className="pointer-events-none fixed inset-x-0 bottom-16 z-40 flex justify-center px-4 sm:bottom-6">
      {undoable !== undefined && (
        <span className="pointer-events-auto flex flex-wrap items-center gap-x-4 gap-y-1 rounded-card border border-line bg-raised py-2 pr-2 pl-4 shadow-raised">
          {undoable.done}
          <Button disabled={isBusy} onClick={() => run(undoable)} data-hint-keys="alerts.undo">
            {t('silences.undo')}
          </Button>
          <Refusal of={refusal} />
        </span>
      )}
    </output>
  )
}
