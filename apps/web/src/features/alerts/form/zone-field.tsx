'use client'

import { type ReactElement, useId } from 'react'
import { useTranslations } from 'use-intl'
import { TextField } from './field.tsx'

/** The zone of this browser, as IANA writes it. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** An IANA time zone; those the browser knows are suggested. */
export function ZoneField({
  zone,
  onZone,
  fault,
}: {
  zone: string
  onZone: (zone: string) => void
  fault?: string | undefined
}): ReactElement {
  const t = useTranslations('alerts.form')
  const id = useId()
  return (
    <>
      <TextField label={t('zone')} value={zone} onText={onZone} list={id} fault={fault} isMono required />
      <datalist id={id}>
        {['UTC', ...Intl.supportedValuesOf('timeZone')].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </>
  )
}
