'use client'

import type { Rollout } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { revisionName } from '../../../cluster/rollout-change.tsx'
import type { LaneGroup, LaneRole } from '../model/lanes.ts'

const SWATCH: Record<LaneRole, string> = {
  new: 'fill-revision-new',
  old: 'fill-[url(#hatch-revision)] stroke-revision-old',
  other: 'fill-[url(#dots-revision)] stroke-revision-old',
}

/** How the ready endpoints of one role are filled. */
export function RoleSwatch({ role }: { role: LaneRole }): ReactElement {
  return (
    <svg width="14" height="12" aria-hidden="true" className="shrink-0">
      <rect x=".5" y=".5" width="13" height="11" rx="1" className={SWATCH[role]} />
    </svg>
  )
}

/** The heading of one role's lanes: new, old or other Pods, of which revision, and how many. */
export function RoleHeading({
  group: { role, lanes },
  revisions,
}: {
  group: LaneGroup
  revisions: Rollout['revisions']
}): ReactElement {
  const t = useTranslations('rollout')
  const revision = role === 'other' ? undefined : revisionName(revisions[role === 'new' ? 'to' : 'from'])
  return (
    <h3 className="flex h-full items-center gap-2 whitespace-nowrap pt-2 pl-4 text-12 text-text-2">
      <RoleSwatch role={role} />
      <span className="font-medium text-text-1">{t(`role.${role}`)}</span>
      {revision !== undefined && <span className="mono text-text-3 max-md:hidden">{revision}</span>}
      <span className="text-text-3">{lanes.length}</span>
    </h3>
  )
}
