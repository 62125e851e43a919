'use client'

import type { RolloutDetail } from '@portolan/contract'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { CauseList } from '../../../cluster/cause-list.tsx'
import { EvidenceGlyph } from '../../../cluster/change-line.tsx'
import type { Transition } from '../../../cluster/transitions.ts'
import { useEscape } from '../../../frame/escape-stack.ts'
import { hrefWith } from '../../../frame/namespaces.ts'
import { useToldDuration } from '../../../i18n/use-told-duration.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { buttonClass } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Drawer } from '../../../ui/drawer.tsx'
import { DrawerSection } from '../../../ui/drawer-section.tsx'
import { Time } from '../../../ui/time.tsx'
import { IncidentDrawing, signOf } from './lane-shapes.tsx'
import { RoleSwatch } from './role-heading.tsx'

type PodLane = RolloutDetail['pods'][number]

/** The evidence behind one lane: each phase with its time, whose clock that is, where it is written, and how it is known. */
export function PodDrawer({
  pod,
  service,
  transitions,
  onClose,
}: {
  pod: PodLane | undefined
  service: string | undefined
  /** Why it was gained and lost. */
  transitions: readonly Transition[]
  onClose: () => void
}): ReactElement {
  const t = useTranslations('rollout')
  const shell = useTranslations('shell')
  useEscape(true, onClose)
  return (
    <Drawer
      label={t('podEvidence')}
      title={<span className="mono">{pod?.name ?? t('pod')}</span>}
      closeLabel={shell('close')}
      onClose={onClose}
    >
      {pod ? (
        <PodEvidence pod={pod} service={service} transitions={transitions} />
      ) : (
        <p className="px-4 py-4 text-text-2">{t('podNotHere')}</p>
      )}
    </Drawer>
  )
}

function PodEvidence({
  pod,
  service,
  transitions,
}: {
  pod: PodLane
  service: string | undefined
  transitions: readonly Transition[]
}): ReactElement {
  const t = useTranslations('rollout')
  const duration = useToldDuration()
  const { name, namespace, node, revision, role, lagMs, drainMs, graceUsed } = pod
  return (
    <div className="flex flex-col gap-5 px-4 py-4">
      <p className="flex flex-wrap items-center gap-2 text-text-2">
        <RoleSwatch role={role} /> {t(`role.${role}`)}
        {revision !== undefined && <span className="mono">{revision}</span>}
        {node !== undefined && <Chip>{t('onNode', { node })}</Chip>}
      </p>
      <dl className="grid grid-cols-3 gap-3">
        <Fact name={t('lag')}>{lagMs === undefined ? '–' : duration(lagMs)}</Fact>
        <Fact name={t('drain')}>{drainMs === undefined ? '–' : duration(drainMs)}</Fact>
        <Fact name={t('graceUsed')}>{graceUsed === undefined ? '–' : `${Math.round(graceUsed * 100)} %`}</Fact>
      </dl>
      {transitions.length > 0 && (
        <DrawerSection title={t('why')}>
          <CauseList transitions={transitions} />
        </DrawerSection>
      )}
      <DrawerSection title={t('phases')}>
        <PhaseTable marks={pod.phases.filter((mark) => mark.service === undefined || mark.service === service)} />
      </DrawerSection>
      {pod.incidents.length > 0 && (
        <DrawerSection title={t('incidents')}>
          <Incidents pod={pod} />
        </DrawerSection>
      )}
      <div className="flex flex-wrap gap-2">
        <AppLink href={hrefWith('/log/', { kind: 'Pod', namespace, name })} className={buttonClass()}>
          {t('podLog')}
        </AppLink>
      </div>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactElement {
  return (
    <div>
      <dt className="text-12 text-text-3">{name}</dt>
      <dd className="font-medium text-14">{children}</dd>
    </div>
  )
}

function PhaseTable({ marks }: { marks: PodLane['phases'] }): ReactElement {
  const t = useTranslations('rollout')
  return (
    <table className="w-full table-fixed border-separate border-spacing-0 text-12">
      <thead className="text-left text-text-3 [&_th]:border-line [&_th]:border-b [&_th]:pb-1 [&_th]:font-normal">
        <tr>
          <th scope="col" className="w-[36%]">
            {t('phaseName')}
          </th>
          <th scope="col">{t('phaseTime')}</th>
        </tr>
      </thead>
      <tbody className="[&_td]:border-line [&_td]:border-b [&_td]:py-1.5 [&_td]:align-top [&_th]:border-line [&_th]:border-b [&_th]:py-1.5 [&_th]:text-left [&_th]:align-top [&_th]:font-medium">
        {marks.map((mark) => (
          <PhaseRow key={`${mark.phase} ${mark.service}`} mark={mark} />
        ))}
      </tbody>
    </table>
  )
}

function PhaseRow({ mark }: { mark: PodLane['phases'][number] }): ReactElement {
  const t = useTranslations('rollout')
  const duration = useToldDuration()
  const { phase, at, earliest, latest, clock, source, evidence, told } = mark
  const uncertaintyMs = Date.parse(latest) - Date.parse(earliest)
  return (
    <tr>
      <th scope="row">{t(`phase.${phase}`)}</th>
      <td>
        <span className="flex items-center gap-1.5">
          {evidence && <EvidenceGlyph evidence={evidence} />}
          <Time at={Date.parse(at)} form="ms" className="mono text-text-1" />
          {uncertaintyMs > 0 && <span className="text-text-3">±{duration(uncertaintyMs / 2)}</span>}
          {told && (
            <AppLink
              href={hrefWith('/log/', { seq: String(told.seq) })}
              className="mono ml-auto inline-block min-h-[24px] min-w-6 py-0.5 text-text-3 hover:text-accent"
            >
              {told.seq}
            </AppLink>
          )}
        </span>
        <span className="block text-text-2">{t(`clock.${clock}`)}</span>
        <span lang="en" className="mono block break-all text-text-3">
          {source}
        </span>
      </td>
    </tr>
  )
}

function Incidents({ pod: { incidents, incidentsLeftOut } }: { pod: PodLane }): ReactElement {
  const t = useTranslations('rollout')
  return (
    <ul className="flex flex-col gap-2 text-12">
      {incidents.map((incident) => (
        <IncidentLine
          key={`${incident.told.seq} ${incident.kind} ${incident.container} ${incident.reason}`}
          incident={incident}
        />
      ))}
      {incidentsLeftOut > 0 && <li className="text-text-3">{t('moreIncidents', { count: incidentsLeftOut })}</li>}
    </ul>
  )
}

function IncidentLine({ incident }: { incident: PodLane['incidents'][number] }): ReactElement {
  const t = useTranslations('rollout')
  const { told, container, reason, exitCode, message } = incident
  const sign = signOf(incident)
  return (
    <li className="flex gap-2">
      <svg width="14" height="14" viewBox="-7 -7 14 14" aria-hidden="true" className="mt-0.5 shrink-0">
        <IncidentDrawing kind={sign} />
      </svg>
      <span className="min-w-0 flex-1">
        <span className="font-medium">{t(`incident.${sign}`)}</span>{' '}
        <span lang="en" className="mono">
          {[reason, container, exitCode !== undefined && `exit ${exitCode}`].filter(Boolean).join(' · ')}
        </span>
        {message !== undefined && (
          <span lang="en" className="block break-words text-text-2">
            {message}
          </span>
        )}
      </span>
      <Time at={Date.parse(told.at)} form="ms" className="mono shrink-0 text-text-3" />
    </li>
  )
}
