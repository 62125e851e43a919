'use client'

import type { Rollout } from '@portolan/contract'
import clsx from 'clsx'
import { ChevronDown } from 'lucide-react'
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

/** The heading of one role's lanes: new, old or other Pods, of which revision, and how many. It hides them and shows them. */
export function RoleHeading({
  group: { role, lanes },
  revisions,
  isOpen,
  onToggle,
}: {
  group: LaneGroup
  revisions: Rollout['revisions']
  isOpen: boolean
  onToggle: (role: LaneRole) => void
}): ReactElement {
  const t = useTranslations('rollout')
  const revision = role === 'other' ? undefined : revisionName(revisions[role === 'new' ? 'to' : 'from'])
  return (
    <h3 className="h-full w-full text-12 text-text-2">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => onToggle(role)}
        className="inset-focus flex h-full w-full items-center gap-2 whitespace-nowrap rounded-chip pt-1 pl-4 text-left"
      >
        <RoleSwatch role={role} />
        <span className="font-medium text-text-1">{t(`role.${role}`)}</span>
        {revision !== undefined && <span className="mono text-text-3 max-md:hidden">{revision}</span>}
        <span className="text-text-3">{lanes.length}</span>
        <ChevronDown size={13} aria-hidden="true" className={clsx('text-text-3', !isOpen && '-rotate-90')} />
      </button>
    </h3>
  )
}
