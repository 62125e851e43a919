'use client'

import type { Alert } from '@portolan/contract'
import { type ReactElement, type RefObject, useState } from 'react'
import { useTranslations } from 'use-intl'
import { acknowledgeEach, takeBackEach } from '../../../api/alert-commands.ts'
import { usePreferences } from '../../../preferences/preferences-store.ts'
import { Popover } from '../../../ui/popover.tsx'
import { ActionButton } from '../form/action-button.tsx'
import { TextField } from '../form/field.tsx'
import { NameField } from '../form/name-field.tsx'
import { Refusal } from '../form/refusal.tsx'
import { useCommand } from '../form/use-command.ts'
import { offerUndo } from '../undo-store.ts'

/** Somebody knows of these alerts: who, and what they have to say. */
export function AcknowledgeForm({
  alerts,
  anchor,
  onClose,
}: {
  alerts: readonly Alert[]
  anchor: RefObject<HTMLButtonElement | null>
  onClose: () => void
}): ReactElement {
  const t = useTranslations('alerts')
  const { name } = usePreferences()
  const [note, setNote] = useState('')
  const ids = alerts.filter(({ state }) => state === 'firing').map(({ id }) => id)
  const { run, isBusy, refusal } = useCommand(
    (given: { by: string; note?: string }) => acknowledgeEach(ids, given),
    () => {
      onClose()
      offerUndo({ done: t('acknowledgedNow', { count: ids.length }), undo: () => takeBackEach(ids) })
    },
  )
  return (
    <Popover label={t('actions.acknowledge')} anchor={anchor} onClose={onClose}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(submitted) => {
          submitted.preventDefault()
          run({ by: name.trim(), ...(note.trim() !== '' && { note: note.trim() }) })
        }}
      >
        {alerts.length > 1 && <p className="font-medium">{t('acknowledges', { count: ids.length })}</p>}
        <NameField />
        <TextField label={t('form.note')} value={note} onText={setNote} maxLength={2000} hint={t('form.noteHint')} />
        <Refusal of={refusal} />
        <ActionButton kind="primary" type="submit" isBusy={isBusy} className="self-start">
          {t('actions.acknowledge')}
        </ActionButton>
      </form>
    </Popover>
  )
}
