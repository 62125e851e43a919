'use client'

import clsx from 'clsx'
import { type ReactElement, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { RolloutChange } from '../../../cluster/rollout-change.tsx'
import { ToldSentence } from '../../../cluster/told-sentence.tsx'
import { VerdictSign } from '../../../cluster/verdict-sign.tsx'
import { codeAndDetail } from '../../../errors.ts'
import { Failed } from '../../../frame/failed.tsx'
import { hrefWith } from '../../../frame/namespaces.ts'
import { useToldDuration } from '../../../i18n/use-told-duration.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { Bone } from '../../../ui/skeleton.tsx'
import { Time } from '../../../ui/time.tsx'
import { useWidth } from '../../../ui/use-width.ts'
import { MeasureText } from '../measures/key-measures.tsx'
import { measuresOf } from '../measures/measures.ts'
import { extentOf } from '../model/extent.ts'
import { stepAt } from '../model/ready-steps.ts'
import { type RolloutPicture, rolloutPicture } from '../model/rollout-picture.ts'
import type { Stretch } from '../model/stretch.ts'
import { AxisTicks } from '../plot/axis-ticks.tsx'
import { ZeroColumns } from '../plot/columns.tsx'
import { MilestoneFlags } from '../plot/milestone-flags.tsx'
import { plotScale } from '../plot/plot-scale.ts'
import { ReadyAreas } from '../plot/ready-areas.tsx'
import { useRollout } from '../use-rollout.ts'

const FLAGS = 24
const HEIGHT = 104
const AXIS = 24

/** Two rollouts of one workload, one below the other, both from their request on, with one cursor; and their measures side by side. */
export function Comparison({
  picture,
  against,
  now,
}: {
  picture: RolloutPicture
  /** The other one's `id`. */
  against: string
  now: number
}): ReactElement {
  const t = useTranslations('rollout.compare')
  const { rollout, error, retry } = useRollout(against)
  const other = useMemo(() => rollout && rolloutPicture(rollout, picture.service), [rollout, picture.service])
  return (
    <section aria-labelledby="compared">
      <h2 id="compared" className="pb-2 font-medium text-14">
        {t('title')}
      </h2>
      {!other &&
        (error ? <Failed heading="h2" {...codeAndDetail(error)} onRetry={retry} /> : <Bone className="h-64 w-full" />)}
      {other && <SideBySide pictures={[picture, other]} now={now} />}
    </section>
  )
}

function SideBySide({
  pictures,
  now,
}: {
  pictures: readonly [RolloutPicture, RolloutPicture]
  now: number
}): ReactElement {
  const t = useTranslations('rollout.compare')
  const duration = useToldDuration()
  const frame = useRef<HTMLDivElement>(null)
  const width = useWidth(frame)
  const [pointed, setPointed] = useState<number>()
  const since = useMemo(() => commonStretch(pictures, now), [pictures, now])
  const ceiling = Math.max(...pictures.map((each) => each.ceiling))
  const scale = useMemo(() => plotScale(since, width), [since, width])
  const move = (by: number) => setPointed(Math.min(since.to, Math.max(since.from, (pointed ?? 0) + by)))
  return (
    <>
      <div ref={frame} className="overflow-hidden rounded-card border border-line">
        {pictures.map((picture) => (
          <Course
            key={picture.rollout.id}
            picture={picture}
            since={since}
            width={width}
            ceiling={ceiling}
            now={now}
            pointed={pointed}
          />
        ))}
        <div
          role="slider"
          tabIndex={0}
          aria-label={t('cursor')}
          aria-valuemin={Math.round(since.from)}
          aria-valuemax={Math.round(since.to)}
          aria-valuenow={Math.round(pointed ?? 0)}
          aria-valuetext={`+${duration(Math.max(0, pointed ?? 0))}`}
          onKeyDown={(pressed) => {
            const step = { ArrowRight: 0.01, ArrowLeft: -0.01, PageUp: 0.1, PageDown: -0.1 }[pressed.key]
            if (step === undefined) return
            pressed.preventDefault()
            pressed.stopPropagation()
            move(step * (since.to - since.from))
          }}
          onPointerMove={(pointer) =>
            setPointed(scale.at(pointer.clientX - pointer.currentTarget.getBoundingClientRect().left))
          }
          className="inset-focus cursor-ew-resize touch-pan-y border-line border-t bg-surface"
        >
          <svg width={width} height={AXIS} aria-hidden="true" className="block">
            {width > 0 && <AxisTicks scale={scale} since={0} />}
            {pointed !== undefined && <path d={`M${scale.x(pointed)} 0l5 8h-10z`} className="fill-accent" />}
          </svg>
        </div>
      </div>
      <MeasureTable pictures={pictures} />
    </>
  )
}

function Course({
  picture: { rollout, impact, steps, milestones },
  since,
  width,
  ceiling,
  now,
  pointed,
}: {
  picture: RolloutPicture
  /** Milliseconds since the request. */
  since: Stretch
  width: number
  ceiling: number
  now: number
  pointed: number | undefined
}): ReactElement {
  const t = useTranslations('rollout')
  const start = Date.parse(rollout.requestedAt)
  const scale = useMemo(
    () => plotScale({ from: start + since.from, to: start + since.to }, width),
    [start, since, width],
  )
  const step = pointed === undefined ? undefined : stepAt(steps, start + pointed)
  const end = rollout.endedAt === null ? now : Date.parse(rollout.endedAt)
  return (
    <div className="border-line border-b last-of-type:border-b-0">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-0.5 px-4 pt-2 text-12">
        <VerdictSign verdict={rollout.verdict.kind} size={13} />
        <AppLink
          href={hrefWith('/rollout/', { id: rollout.id })}
          className="inline-block min-h-[24px] py-0.5 text-13 hover:text-accent"
        >
          <Time at={start} form="date-second" className="mono" />
        </AppLink>
        <RolloutChange rollout={rollout} />
        <span className="min-w-0 truncate text-text-2 max-md:hidden">
          <ToldSentence sentence={rollout.verdict.sentence} />
        </span>
        {step && (
          <span className={clsx('mono ml-auto', step.ready === 0 && step.desired > 0 ? 'text-unready' : 'text-text-1')}>
            {t('readyOfDesired', { ready: step.ready, desired: step.desired })}
          </span>
        )}
      </p>
      <svg width={width} height={FLAGS + HEIGHT} aria-hidden="true" className="block">
        {width > 0 && (
          <>
            <ZeroColumns
              windows={impact?.zeroReady ?? []}
              scale={scale}
              now={now}
              labelY={FLAGS + 18}
              hatchTo={FLAGS + HEIGHT}
            />
            <MilestoneFlags milestones={milestones} scale={scale} />
            <g transform={`translate(0 ${FLAGS})`}>
              <ReadyAreas
                steps={steps}
                end={Math.max(end, steps.at(-1)?.at ?? end)}
                scale={scale}
                ceiling={ceiling}
                height={HEIGHT}
              />
            </g>
            {pointed !== undefined && (
              <line
                x1={scale.x(start + pointed)}
                x2={scale.x(start + pointed)}
                y2={FLAGS + HEIGHT}
                className="stroke-accent"
              />
            )}
          </>
        )}
      </svg>
    </div>
  )
}

/** From shortly before both requests to the later of both ends, in ms since the request. */
function commonStretch(pictures: readonly RolloutPicture[], now: number): Stretch {
  const stretches = pictures.map(({ rollout }) => {
    const start = Date.parse(rollout.requestedAt)
    const { from, to } = extentOf(rollout, now)
    return { from: from - start, to: to - start }
  })
  return { from: Math.min(...stretches.map(({ from }) => from)), to: Math.max(...stretches.map(({ to }) => to)) }
}

function MeasureTable({ pictures }: { pictures: readonly [RolloutPicture, RolloutPicture] }): ReactElement {
  const t = useTranslations('rollout')
  const [own, others] = pictures.map(({ rollout, impact }) => measuresOf(rollout, impact))
  const cell = 'border-line border-b px-3 py-1.5 text-left font-normal'
  return (
    <table className="mt-3 w-full max-w-2xl table-fixed border-separate border-spacing-0">
      <thead className="text-12 text-text-3">
        <tr>
          <th scope="col" className={cell}>
            {t('compare.measure')}
          </th>
          <th scope="col" className={cell}>
            {t('compare.this')}
          </th>
          <th scope="col" className={cell}>
            {t('compare.other')}
          </th>
        </tr>
      </thead>
      <tbody>
        {own?.map(({ name, value, isBad }, at) => (
          <tr key={name}>
            <th scope="row" className={clsx(cell, 'text-text-2')}>
              {t(`measure.${name}.name`)}
            </th>
            <td className={clsx(cell, isBad && 'text-unready')}>
              <MeasureText value={value} />
            </td>
            <td className={clsx(cell, others?.[at]?.isBad && 'text-unready')}>
              <MeasureText value={others?.[at]?.value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
