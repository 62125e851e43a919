'use client'

import type { AlertMatcher, Silence } from '@portolan/contract'
import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { createSilence } from '../../../api/alert-commands.ts'
import { useEscape } from '../../../frame/escape-stack.ts'
import { usePreferences } from '../../../preferences/preferences-store.ts'
import { Button } from '../../../ui/button.tsx'
import { Drawer } from '../../../ui/drawer.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { useFiringAlerts } from '../firing/use-firing.ts'
import { ActionButton } from '../form/action-button.tsx'
import { faultAt } from '../form/fault-at.ts'
import { TextField } from '../form/field.tsx'
import { MatcherFields } from '../form/matcher-fields.tsx'
import { NameField } from '../form/name-field.tsx'
import { Refusal } from '../form/refusal.tsx'
import { useCommand } from '../form/use-command.ts'
import { WeekdayField } from '../form/weekdays.tsx'
import { ownZone, ZoneField } from '../form/zone-field.tsx'
import { wouldMute } from './would-mute.ts'

type Kind = 'recurring' | 'until'

interface Draft {
  readonly kind: Kind
  readonly from: string
  readonly to: string
  readonly weekdays: readonly number[]
  readonly start: string
  readonly duration: string
  readonly timeZone: string
}

/** A silence of one's own: a stretch of time, or maintenance that recurs. */
export function NewSilence({ onClose }: { onClose: () => void }): ReactElement {
  const t = useTranslations('alerts.silences')
  const shell = useTranslations('shell')
  const { name } = usePreferences()
  const [matcher, setMatcher] = useState<AlertMatcher>({})
  const [reason, setReason] = useState('')
  const [draft, setDraft] = useState<Draft>(() => ({
    ...{ kind: 'recurring', from: '', to: '', weekdays: [6], start: '02:00', duration: '2h' },
    timeZone: ownZone(),
  }))
  const { run, isBusy, refusal } = useCommand(createSilence, onClose)
  const span = spanOf(draft)
  const muted = useFiringAlerts().filter((alert) => wouldMute(matcher, alert)).length
  useEscape(true, onClose)
  return (
    <Drawer label={t('new')} title={t('new')} closeLabel={shell('close')} onClose={onClose}>
      <form
        className="flex flex-col gap-4 px-4 py-4"
        onSubmit={(submitted) => {
          submitted.preventDefault()
          if (span) run({ matcher, span, reason: reason.trim(), createdBy: name.trim() })
        }}
      >
        <Segmented
          label={t('length')}
          value={draft.kind}
          onChange={(kind) => setDraft({ ...draft, kind })}
          segments={[
            { value: 'recurring', label: t('recurring') },
            { value: 'until', label: t('once') },
          ]}
        />
        <SpanFields draft={draft} onDraft={setDraft} detail={refusal?.detail} />
        <MatcherFields matcher={matcher} onMatcher={setMatcher} />
        <output className="font-medium">
          {t('mutes', { count: muted })}
          {matcher.labels !== undefined && <span className="font-normal text-text-2"> {t('labelsNotCounted')}</span>}
        </output>
        <TextField label={t('reason')} value={reason} onText={setReason} maxLength={2000} required />
        <NameField />
        <Refusal of={refusal} />
        <div className="flex gap-2">
          <ActionButton kind="primary" type="submit" isBusy={isBusy || span === undefined}>
            {t('save')}
          </ActionButton>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Drawer>
  )
}

function SpanFields({
  draft,
  onDraft,
  detail,
}: {
  draft: Draft
  onDraft: (draft: Draft) => void
  detail: string | undefined
}): ReactElement {
  const t = useTranslations('alerts.silences')
  const set = (changes: Partial<Draft>) => onDraft({ ...draft, ...changes })
  if (draft.kind === 'until')
    return (
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField
          label={t('from')}
          type="datetime-local"
          value={draft.from}
          onText={(from) => set({ from })}
          hint={t('fromHint')}
        />
        <TextField label={t('end')} type="datetime-local" value={draft.to} onText={(to) => set({ to })} required />
      </div>
    )
  return (
    <>
      <WeekdayField weekdays={draft.weekdays} onChange={(weekdays) => set({ weekdays })} />
      <div className="grid gap-3 sm:grid-cols-2">
        <TextField label={t('start')} type="time" value={draft.start} onText={(start) => set({ start })} required />
        <TextField
          label={t('duration')}
          value={draft.duration}
          onText={(duration) => set({ duration })}
          fault={faultAt(detail, 'duration')}
          hint={t('durationHint')}
          isMono
          required
        />
      </div>
      <ZoneField zone={draft.timeZone} onZone={(timeZone) => set({ timeZone })} fault={faultAt(detail, 'timeZone')} />
    </>
  )
}

/** `undefined` while something is missing. */
function spanOf({ kind, from, to, weekdays, start, duration, timeZone }: Draft): Silence['span'] | undefined {
  if (kind === 'recurring') {
    if (weekdays.length === 0) return undefined
    return { type: 'recurring', weekdays: [...weekdays], start, duration: duration.trim(), timeZone: timeZone.trim() }
  }
  if (to === '') return undefined
  return {
    type: 'until',
    ...(from !== '' && { from: new Date(from).toISOString() }),
    to: new Date(to).toISOString(),
  }
}
