'use client'

import type { ReactElement } from 'react'
import { formatInstant, type InstantForm, withDateUnlessToday } from '../i18n/instant.ts'
import { usePreferences } from '../preferences/preferences-store.ts'
import { useNow } from './ticker.ts'

/** An instant in the reader's zone, RFC 3339 UTC on hover. `auto-…` adds the date where it is not today. */
export function Time({
  at,
  form = 'auto-second',
  className,
}: {
  /** Epoch ms. */
  at: number
  form?: InstantForm | 'auto-second' | 'auto-ms'
  className?: string
}): ReactElement {
  const { zone } = usePreferences()
  const iso = new Date(at).toISOString()
  return (
    <time dateTime={iso} data-hint={iso} className={className}>
      {form === 'auto-second' || form === 'auto-ms' ? (
        <AutoDate at={at} form={form === 'auto-ms' ? 'ms' : 'second'} />
      ) : (
        formatInstant(at, form, zone)
      )}
    </time>
  )
}

function AutoDate({ at, form }: { at: number; form: 'second' | 'ms' }): string {
  const { zone } = usePreferences()
  return formatInstant(at, withDateUnlessToday(form, zone, { at, now: useNow() }), zone)
}
