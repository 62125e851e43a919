'use client'

import clsx from 'clsx'
import type { CSSProperties, ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { SEVERITY_LOOK, type Severity } from '../../../cluster/severity.ts'
import { hrefWith } from '../../../frame/namespaces.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { Glyph } from '../../../ui/glyph.tsx'
import type { ObjectFindings } from './findings-by-key.ts'

/** How much is wrong with an object, and how bad at worst: a link to what it is. */
export function FindingsBadge({
  of,
  findings: { count, worst },
  isTabStop = true,
  style,
  className,
}: {
  /** Key of the object. */
  of: string
  findings: ObjectFindings
  isTabStop?: boolean
  style?: CSSProperties
  className?: string
}): ReactElement {
  const t = useTranslations('map.findings')
  const severity = useTranslations('severity')
  const [, namespace] = of.split('/')
  const name = t('badge', { count, severity: severity(worst) })
  return (
    <AppLink
      href={hrefWith('/findings/', { namespace: namespace === '-' ? undefined : namespace, q: of })}
      aria-label={name}
      data-hint={name}
      tabIndex={isTabStop ? undefined : -1}
      style={style}
      className={clsx('group/badge flex h-[24px] min-w-[24px] items-center justify-center', className)}
    >
      <BadgeFace worst={worst}>{count}</BadgeFace>
    </AppLink>
  )
}

/** How a badge looks: the sign of the worst, and how many there are. */
export function BadgeFace({ worst, children }: { worst: Severity; children: ReactNode }): ReactElement {
  return (
    <span
      className={clsx(
        'flex h-[18px] items-center gap-1 rounded-full border bg-page px-1.5 font-medium text-12 text-text-1 leading-none group-hover/badge:bg-hover',
        worst === 'warning' ? 'border-warning' : 'border-critical',
      )}
    >
      <Glyph {...SEVERITY_LOOK[worst]} size={9} />
      {children}
    </span>
  )
}
