'use client'

import type { AlertMatcher, Silence } from '@portolan/contract'
import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useEscape } from '../../../frame/escape-stack.ts'
import { useServerNow } from '../../../live/server-clock.ts'
import { usePreferences } from '../../../preferences/preferences-store.ts'
import { Button } from '../../../ui/button.tsx'
import { Drawer } from '../../../ui/drawer.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { ActionButton } from '../form/action-button.tsx'
import { faultAt } from '../form/fault-at.ts'
import { TextField } from '../form/field.tsx'
import { MatcherFields } from '../form/matcher-fields.tsx'
import { NameField } from '../form/name-field.tsx'
import { Refusal } from '../form/refusal.tsx'
import { WeekdayField } from '../form/weekdays.tsx'
import { ownZone, ZoneField } from '../form/zone-field.tsx'
import { MutedAlerts } from './muted-alerts.tsx'
import { spanOf } from './silence-draft.ts'
import { useSilencing } from './use-silencing.ts'

const KINDS = ['hours', 'until-resolved', 'once', 'recurring'] as const
type Kind = (typeof KINDS)[number]

interface Draft {
  readonly kind: Kind
  readonly hours: string
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
    ...{ kind: 'hours', hours: '2', from: '', to: '', weekdays: [6], start: '02:00', duration: '2h' },
    timeZone: ownZone(),
  }))
  const { run, isBusy, refusal } = useSilencing(matcher, onClose)
  const span = spanIn(draft, useServerNow())
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
          segments={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        />
        <SpanFields draft={draft} onDraft={setDraft} detail={refusal?.detail} />
        <MatcherFields matcher={matcher} onMatcher={setMatcher} />
        <MutedAlerts matcher={matcher} />
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
  if (draft.kind === 'until-resolved') return <p className="text-text-2">{t('untilResolvedHint')}</p>
  if (draft.kind === 'hours')
    return (
      <TextField
        label={t('hours')}
        type="number"
        min={0.25}
        max={8760}
        step={0.25}
        value={draft.hours}
        onText={(hours) => set({ hours })}
        required
      />
    )
  if (draft.kind === 'once')
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
function spanIn(
  { kind, hours, from, to, weekdays, start, duration, timeZone }: Draft,
  now: number,
): Silence['span'] | undefined {
  if (kind === 'hours' || kind === 'until-resolved') return spanOf(kind, { now, hours: Number(hours) })
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
