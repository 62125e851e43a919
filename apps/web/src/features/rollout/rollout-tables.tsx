'use client'

import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { useToldDuration } from '../../i18n/use-told-duration.ts'
import { Mono } from '../../ui/mono.tsx'
import { Time } from '../../ui/time.tsx'
import { Cell, type Column, VirtualTable } from '../../ui/virtual-table.tsx'
import type { Lane, PhaseName } from './model/lanes.ts'
import type { ReadyStep } from './model/ready-steps.ts'
import type { RolloutPicture } from './model/rollout-picture.ts'

const STEP_COLUMNS = ['at', 'new', 'old', 'other', 'ready', 'desired', 'minAvailable', 'draining'] as const
const STEP_NUMBERS = STEP_COLUMNS.slice(1) as Exclude<(typeof STEP_COLUMNS)[number], 'at'>[]
const POD_COLUMNS = ['pod', 'role', 'ready', 'endpointReady', 'terminating', 'removed', 'lag', 'drain'] as const

const HIDDEN_WHEN_NARROW: Partial<Record<string, string>> = {
  other: 'max-md:hidden',
  minAvailable: 'max-md:hidden',
  draining: 'max-md:hidden',
  ready: 'max-md:hidden',
  terminating: 'max-md:hidden',
  removed: 'max-md:hidden',
}

/** The chart as two tables: the steps of the ready endpoints, and what became of each Pod. */
export function RolloutTables({ picture: { steps, lanes } }: { picture: RolloutPicture }): ReactElement {
  return (
    <div className="flex flex-col gap-4">
      <Steps steps={steps} />
      <Pods lanes={lanes} />
    </div>
  )
}

function useColumns<Id extends string>(ids: readonly Id[], kind: 'stepColumn' | 'podColumn'): readonly Column<Id>[] {
  const t = useTranslations('rollout')
  return useMemo(
    () =>
      ids.map((id) => ({
        id,
        header: t(`${kind}.${id}` as Parameters<typeof t>[0]),
        className: HIDDEN_WHEN_NARROW[id] ?? '',
      })),
    [ids, kind, t],
  )
}

function Steps({ steps }: { steps: readonly ReadyStep[] }): ReactElement {
  const t = useTranslations('rollout')
  const columns = useColumns(STEP_COLUMNS, 'stepColumn')
  return (
    <div className="h-[min(420px,60vh)] overflow-hidden rounded-card border border-line">
      <VirtualTable
        label={t('stepsTable')}
        takesFocus
        columns={columns}
        count={steps.length}
        keyOf={(at) => `${steps[at]?.at} ${steps[at]?.seq}`}
        renderRow={(at) => {
          const step = steps[at]
          if (!step) return <Cell />
          return (
            <>
              <Cell>
                <Time at={step.at} form="ms" className="mono" />
              </Cell>
              {STEP_NUMBERS.map((id) => (
                <Cell key={id} className={HIDDEN_WHEN_NARROW[id] ?? ''}>
                  {step[id]}
                </Cell>
              ))}
            </>
          )
        }}
      />
    </div>
  )
}

function Pods({ lanes }: { lanes: readonly Lane[] }): ReactElement {
  const t = useTranslations('rollout')
  const duration = useToldDuration()
  const columns = useColumns(POD_COLUMNS, 'podColumn')
  const told = (ms: number | undefined) => (ms === undefined ? '–' : duration(ms))
  return (
    <div className="h-[min(420px,60vh)] overflow-hidden rounded-card border border-line">
      <VirtualTable
        label={t('podsTable')}
        takesFocus
        columns={columns}
        count={lanes.length}
        keyOf={(at) => lanes[at]?.uid ?? at}
        renderRow={(at) => {
          const lane = lanes[at]
          if (!lane) return <Cell />
          return (
            <>
              <Cell>
                <Mono text={lane.name} />
              </Cell>
              <Cell>{t(`role.${lane.role}`)}</Cell>
              <Cell className="max-md:hidden">
                <PhaseTime lane={lane} phase="ready" />
              </Cell>
              <Cell>
                <PhaseTime lane={lane} phase="endpoint-ready" />
              </Cell>
              <Cell className="max-md:hidden">
                <PhaseTime lane={lane} phase="endpoint-terminating" />
              </Cell>
              <Cell className="max-md:hidden">
                <PhaseTime lane={lane} phase="endpoint-removed" />
              </Cell>
              <Cell>{told(lane.lagMs)}</Cell>
              <Cell>{told(lane.drainMs)}</Cell>
            </>
          )
        }}
      />
    </div>
  )
}

function PhaseTime({ lane, phase }: { lane: Lane; phase: PhaseName }): ReactElement {
  const tick = lane.drawing().ticks.find((one) => one.phase === phase)
  return tick ? <Time at={tick.at} form="ms" className="mono" /> : <>–</>
}
