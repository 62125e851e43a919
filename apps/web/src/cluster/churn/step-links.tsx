'use client'

import type { Churn } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import type { ChurnStep } from './churn-shapes.ts'

/** Whose churn it is: of one Service, of some namespaces, or of everything. */
export interface ChurnScope {
  readonly namespaces: readonly string[]
  /** Its name; only beside one namespace. */
  readonly service?: string
}

/** From a step to the changes behind it, to the map as it was at its end, and to the ledger of the Service around it. */
export function StepLinks({
  step: { at },
  churn,
  scope: { namespaces, service },
}: {
  step: ChurnStep
  /** What it is a step of. */
  churn: Pick<Churn, 'stepMs' | 'to'>
  scope: ChurnScope
}): ReactElement {
  const t = useTranslations('churn.links')
  const from = Date.parse(at)
  const { stepMs } = churn
  // The last step of the present is not over: where it will end, nothing can be looked at yet.
  const to = new Date(Math.min(from + stepMs, Date.parse(churn.to))).toISOString()
  const [namespace] = namespaces
  const around = { from: new Date(from - stepMs).toISOString(), to: new Date(from + 2 * stepMs).toISOString() }
  const links = [
    ['log', hrefWith('/log/', { namespace: namespaces, kind: 'EndpointSlice', q: service, from: at, to })],
    [
      'map',
      hrefWith('/map/', {
        namespace: namespaces,
        ...(service && { focus: `Service/${namespace}/${service}` }),
        at: to,
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
