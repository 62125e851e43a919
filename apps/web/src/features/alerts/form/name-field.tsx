'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { changePreferences, usePreferences } from '../../../preferences/preferences-store.ts'
import { TextField } from './field.tsx'

/** Who does it. Remembered by this browser, so that it is typed once. */
export function NameField(): ReactElement {
  const t = useTranslations('alerts.form')
  const { name } = usePreferences()
  return (
    <TextField
      label={t('name')}
      value={name}
      onText={(typed) => changePreferences({ name: typed })}
      autoComplete="nickname"
      maxLength={200}
      required
    />
  )
}
