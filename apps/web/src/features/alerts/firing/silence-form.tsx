'use client'

import type { Alert } from '@portolan/contract'
import { type ReactElement, type RefObject, useState } from 'react'
import { useTranslations } from 'use-intl'
import { partsOfKey } from '../../../cluster/object-key.ts'
import { useServerNow } from '../../../live/server-clock.ts'
import { usePreferences } from '../../../preferences/preferences-store.ts'
import { Popover } from '../../../ui/popover.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { Time } from '../../../ui/time.tsx'
import { ActionButton } from '../form/action-button.tsx'
import { SelectField, TextField } from '../form/field.tsx'
import { NameField } from '../form/name-field.tsx'
import { Refusal } from '../form/refusal.tsx'
import { MatcherText } from '../silences/matcher-text.tsx'
import { MutedAlerts } from '../silences/muted-alerts.tsx'
import { matcherFrom, type Reach, SILENCE_LENGTHS, type SilenceLength, spanOf } from '../silences/silence-draft.ts'
import { useSilencing } from '../silences/use-silencing.ts'

/** Hide an alert and what is like it: for how long, how wide, and why. Says what it would mute before it does. */
export function SilenceForm({
  alerts,
  anchor,
  onClose,
}: {
  /** The one it is about, the worst of an incident, comes first. */
  alerts: readonly [Alert, ...Alert[]]
  anchor: RefObject<HTMLButtonElement | null>
  onClose: () => void
}): ReactElement {
  const t = useTranslations('alerts')
  const { name } = usePreferences()
  const now = useServerNow()
  const [length, setLength] = useState<SilenceLength>('1h')
  const [hours, setHours] = useState('12')
  const isIncident = alerts.length > 1
  const [reach, setReach] = useState<Reach>({ subject: isIncident ? 'incident' : 'this', detector: 'this' })
  const [reason, setReason] = useState('')
  const [first] = alerts
  const { namespace, name: subject } = partsOfKey(first.subject)
  const matcher = matcherFrom(alerts, reach)
  const span = spanOf(length, { now, hours: Number(hours) })
  const { run, isBusy, refusal } = useSilencing(matcher, onClose)
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
        {length === 'hours' && (
          <TextField
            label={t('silences.hours')}
            type="number"
            min={0.25}
            max={8760}
            step={0.25}
            value={hours}
            onText={setHours}
            required
          />
        )}
        {span?.type === 'until' && (
          <p className="text-text-2">
            {t.rich('silences.until', {
              at: () => <Time at={Date.parse(span.to)} form="auto-second" className="mono" />,
            })}
          </p>
        )}
        <div className="grid gap-3 sm:grid-cols-2">
          <SelectField
            label={t('silences.about')}
            value={reach.subject}
            onValue={(next) => setReach({ ...reach, subject: next })}
            options={[
              ...(isIncident
                ? [{ value: 'incident' as const, label: t('silences.incident', { count: alerts.length }) }]
                : []),
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
              { value: 'this', label: isIncident ? t('silences.theseAlerts') : t(`detectors.${first.detector}`) },
              { value: 'all', label: t('silences.anyAlert') },
            ]}
          />
        </div>
        <MatcherText matcher={matcher} />
        <MutedAlerts matcher={matcher} />
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
