'use client'

import type { ServiceRow } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Glyph } from '../ui/glyph.tsx'
import { SERVICE_LOOK, serviceState } from './service-state.ts'

/** The sign of a Service's state, named for those who cannot see it. */
export function ServiceGlyph({ service, size = 12 }: { service: ServiceRow; size?: number }): ReactElement {
  const t = useTranslations('serviceState')
  const state = serviceState(service)
  return <Glyph {...SERVICE_LOOK[state]} size={size} label={t(state)} />
}
