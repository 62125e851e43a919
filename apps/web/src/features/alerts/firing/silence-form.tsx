'use client'

import type { Alert, NewSilence } from '@portolan/contract'
import { type ReactElement, type RefObject, useState } from 'react'
import { useTranslations } from 'use-intl'
import { createSilence } from '../../../api/alert-commands.ts'
import { partsOfKey } from '../../../cluster/object-key.ts'
import { useServerNow } from '../../../live/server-clock.ts'
import { usePreferences } from '../../../preferences/preferences-store.ts'
import { Popover } from '../../../ui/popover.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { ActionButton } from '../form/action-button.tsx'
import { SelectField, TextField } from '../form/field.tsx'
import { NameField } from '../form/name-field.tsx'
import { Refusal } from '../form/refusal.tsx'
import { useCommand } from '../form/use-command.ts'
import { MatcherText } from '../silences/matcher-text.tsx'
import { matcherFrom, type Reach, SILENCE_LENGTHS, type SilenceLength, spanOf } from '../silences/silence-draft.ts'
import { wouldMute } from '../silences/would-mute.ts'
import { offerUndo } from '../undo-store.ts'
import { useFiringAlerts } from './use-firing.ts'

/** Hide an alert and what is like it: for how long, how wide, and why. Says what it would mute before it does. */
export function SilenceForm({
  alert,
  anchor,
  onClose,
}: {
  alert: Alert
  anchor: RefObject<HTMLButtonElement | null>
  onClose: () => void
}): ReactElement {
  const t = useTranslations('alerts')
  const { name } = usePreferences()
  const now = useServerNow()
  const [length, setLength] = useState<SilenceLength>('1h')
  const [end, setEnd] = useState('')
  const [reach, setReach] = useState<Reach>({ subject: 'this', detector: 'this' })
  const [reason, setReason] = useState('')
  const { namespace, name: subject } = partsOfKey(alert.subject)
  const matcher = matcherFrom(alert, reach)
  const span = spanOf(length, { now, end: end === '' ? undefined : new Date(end).getTime() })
  const firing = useFiringAlerts()
  const muted = firing.filter((each) => wouldMute(matcher, each))
  const { run, isBusy, refusal } = useCommand(createSilence, ({ id }, { matcher }: NewSilence) => {
    onClose()
    offerUndo({ silence: id, muted: firing.filter((each) => wouldMute(matcher, each)).length })
  })
  return (
    <Popover label={t('actions.silence')} anchor={anchor} onClose={onClose}>
      <form
        className="flex flex-col gap-3"
        onSubmit={(submitted) => {
          submitted.preventDefault()
          if (span) run({ matcher, span, reason: reason.trim(), createdBy: name.trim() })
        }}
      >
        <Segmented
          label={t('silences.length')}
          value={length}
          onChange={setLength}
          segments={SILENCE_LENGTHS.map((value) => ({ value, label: t(`silences.lengths.${value}`) }))}
        />
        {length === 'custom' && (
          <TextField label={t('silences.end')} type="datetime-local" value={end} onText={setEnd} required />
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          <SelectField
            label={t('silences.about')}
            value={reach.subject}
            onValue={(next) => setReach({ ...reach, subject: next })}
            options={[
              { value: 'this', label: subject },
              ...(namespace === null
                ? []
                : [{ value: 'namespace' as const, label: t('silences.inNamespace', { namespace }) }]),
              { value: 'all', label: t('silences.everything') },
            ]}
          />
          <SelectField
            label={t('silences.which')}
            value={reach.detector}
            onValue={(next) => setReach({ ...reach, detector: next })}
            options={[
              { value: 'this', label: t(`detectors.${alert.detector}`) },
              { value: 'all', label: t('silences.anyAlert') },
            ]}
          />
        </div>
        <MatcherText matcher={matcher} />
        <output className="font-medium">{t('silences.mutes', { count: muted.length })}</output>
        <TextField label={t('silences.reason')} value={reason} onText={setReason} maxLength={2000} required />
        <NameField />
        <Refusal of={refusal} />
        <ActionButton kind="primary" type="submit" isBusy={isBusy || span === undefined} className="self-start">
          {t('actions.silence')}
        </ActionButton>
      </form>
    </Popover>
  )
}
