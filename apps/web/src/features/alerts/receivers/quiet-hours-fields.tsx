'use client'

import type { NewReceiver } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { faultAt } from '../form/fault-at.ts'
import { CheckField, TextField } from '../form/field.tsx'
import { WeekdayField } from '../form/weekdays.tsx'
import { ownZone, ZoneField } from '../form/zone-field.tsx'

type QuietHours = NewReceiver['quietHours']

/** When only what is critical is told at once. */
export function QuietHoursFields({
  quietHours,
  detail,
  onChange,
}: {
  quietHours: QuietHours
  detail: string | undefined
  onChange: (quietHours: QuietHours) => void
}): ReactElement {
  const t = useTranslations('alerts.receivers.quiet')
  return (
    <div className="flex flex-col gap-3">
      <CheckField
        label={t('title')}
        isOn={quietHours !== undefined}
        onChange={(isOn) =>
          onChange(
            isOn ? { weekdays: [0, 1, 2, 3, 4, 5, 6], start: '22:00', end: '07:00', timeZone: ownZone() } : undefined,
          )
        }
      />
      {quietHours !== undefined && (
        <>
          <WeekdayField
            weekdays={quietHours.weekdays}
            onChange={(weekdays) => onChange({ ...quietHours, weekdays: [...weekdays] })}
          />
          <div className="grid gap-3 sm:grid-cols-2">
            <TextField
              label={t('start')}
              type="time"
              value={quietHours.start}
              onText={(start) => onChange({ ...quietHours, start })}
              required
            />
            <TextField
              label={t('end')}
              type="time"
              value={quietHours.end}
              onText={(end) => onChange({ ...quietHours, end })}
              required
            />
          </div>
          <ZoneField
            zone={quietHours.timeZone}
            onZone={(timeZone) => onChange({ ...quietHours, timeZone })}
            fault={faultAt(detail, 'timeZone')}
          />
        </>
      )}
    </div>
  )
}
