'use client'

import type { ReactElement } from 'react'
import { useLocale, useTranslations } from 'use-intl'

/** Monday first, as weeks are written; 0 is Sunday. */
const WEEK = [1, 2, 3, 4, 5, 6, 0] as const

/** `Mon`, `Tue`, … in the reader's language. 22 November 2026 is a Sunday. */
function useWeekdayNames(): (weekday: number) => string {
  const format = new Intl.DateTimeFormat(useLocale(), { weekday: 'short', timeZone: 'UTC' })
  return (weekday) => format.format(Date.UTC(2026, 10, 22 + weekday))
}

/** `Mon and Tue`, from Monday on. */
export function useWeekdayList(): (weekdays: readonly number[]) => string {
  const nameOf = useWeekdayNames()
  const list = new Intl.ListFormat(useLocale())
  return (weekdays) => list.format(WEEK.filter((day) => weekdays.includes(day)).map(nameOf))
}

/** Days of the week, each on or off. */
export function WeekdayField({
  weekdays,
  onChange,
}: {
  weekdays: readonly number[]
  onChange: (weekdays: readonly number[]) => void
}): ReactElement {
  const t = useTranslations('alerts.form')
  const nameOf = useWeekdayNames()
  const toggle = (day: number) =>
    onChange(weekdays.includes(day) ? weekdays.filter((each) => each !== day) : [...weekdays, day].sort())
  return (
    <fieldset className="flex flex-wrap gap-1">
      <legend className="mb-1 text-12 text-text-2">{t('weekdays')}</legend>
      {WEEK.map((day) => (
        <label
          key={day}
          className="flex h-8 items-center gap-1.5 rounded-control border border-control/60 px-2 has-checked:bg-accent-tint"
        >
          <input
            type="checkbox"
            checked={weekdays.includes(day)}
            onChange={() => toggle(day)}
            className="size-[14px] accent-(--accent)"
          />
          {nameOf(day)}
        </label>
      ))}
    </fieldset>
  )
}
