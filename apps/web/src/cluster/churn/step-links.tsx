'use client'

import type { Churn } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import type { ChurnStep } from './churn-shapes.ts'
import { type ChurnScope, changesHref, endOfStep } from './step-changes.ts'

/** From a step to the changes behind it, to the map as it was at its end, and to the ledger of the Service around it. */
export function StepLinks({
  step,
  churn,
  scope,
}: {
  step: ChurnStep
  /** What it is a step of. */
  churn: Pick<Churn, 'stepMs' | 'to'>
  scope: ChurnScope
}): ReactElement {
  const t = useTranslations('churn.links')
  const { namespaces, service } = scope
  const from = Date.parse(step.at)
  const { stepMs } = churn
  const [namespace] = namespaces
  const around = { from: new Date(from - stepMs).toISOString(), to: new Date(from + 2 * stepMs).toISOString() }
  const links = [
    ['log', changesHref(step, churn, scope)],
    [
      'map',
      hrefWith('/map/', {
        namespace: namespaces,
        ...(service && { focus: `Service/${namespace}/${service}` }),
        at: endOfStep(step, churn),
      }),
    ],
    ...(service === undefined
      ? []
      : [['ledger', hrefWith('/service/', { namespace, name: service, ...around })] as const]),
  ] as const
  return (
    <span className="flex gap-3">
      {links.map(([name, href]) => (
        <AppLink key={name} href={href} className="inline-flex min-h-[24px] items-center text-accent hover:underline">
          {t(name)}
        </AppLink>
      ))}
    </span>
  )
}
