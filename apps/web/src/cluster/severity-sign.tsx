'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Glyph } from '../ui/glyph.tsx'
import { SEVERITY_LOOK, type Severity } from './severity.ts'

/** How bad it is: a sign, and its word beside it or, where there is no room, as the sign's name. */
export function SeveritySign({ severity, isNamed = false }: { severity: Severity; isNamed?: boolean }): ReactElement {
  const t = useTranslations('severity')
  if (!isNamed) return <Glyph {...SEVERITY_LOOK[severity]} label={t(severity)} />
  return (
    <span className="inline-flex items-center gap-1.5">
      <Glyph {...SEVERITY_LOOK[severity]} />
      {t(severity)}
    </span>
  )
}
