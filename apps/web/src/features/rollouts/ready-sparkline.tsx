import type { Rollout } from '@portolan/contract'
import { area, curveStepAfter, stack } from 'd3-shape'
import { type ReactElement, useMemo } from 'react'

type Sparkline = Rollout['services'][number]['sparkline']
type Share = Sparkline['buckets'][number]

const ORDER = ['other', 'from', 'to'] as const
/** Which revision came before which is not to be told at this size: whatever is not the new one looks alike. */
const FILLS = { other: 'fill-revision-old', from: 'fill-revision-old', to: 'fill-revision-new' } as const

/** The course of one rollout in a finger's width: ready endpoints of the old and the new revision, nobody ready below it in red. */
export function ReadySparkline({
  sparkline,
  desired,
  width,
  height,
}: {
  sparkline: Sparkline
  desired: number
  width: number
  height: number
}): ReactElement {
  const { layers, empty, most } = useMemo(
    () => shapesOf(sparkline, { desired, width, height }),
    [sparkline, desired, width, height],
  )
  const goal = height - (desired / most) * (height - 2)
  return (
    <svg width={width} height={height} aria-hidden="true" className="block">
      {empty.map(({ x, width: wide }) => (
        <g key={x}>
          <rect x={x} width={wide} height={height} className="fill-[url(#hatch-zero)]" />
          <rect x={x} y={height - 2} width={wide} height={2} className="fill-unready" />
        </g>
      ))}
      {layers.map(({ key, path }) => (
        <path key={key} d={path} className={FILLS[key]} />
      ))}
      {desired > 0 && <line x2={width} y1={goal} y2={goal} strokeDasharray="2 3" className="stroke-edge-strong" />}
      <line x2={width} y1={height - 0.5} y2={height - 0.5} className="stroke-edge" />
    </svg>
  )
}

function shapesOf(
  { buckets }: Sparkline,
  { desired, width, height }: { desired: number; width: number; height: number },
) {
  const most = Math.max(1, desired, ...buckets.map(total))
  const step = width / Math.max(1, buckets.length)
  // A step lasts until the next one begins: the last share is said twice.
  const shares = [...buckets, ...buckets.slice(-1)]
  const layers = stack<Share, (typeof ORDER)[number]>()
    .keys(ORDER)(shares)
    .map((layer) => ({
      key: layer.key,
      path:
        area<(typeof layer)[number]>()
          .x((_, at) => at * step)
          .y0(([low]) => height - (low / most) * (height - 2))
          .y1(([, high]) => height - (high / most) * (height - 2))
          .curve(curveStepAfter)(layer) ?? '',
    }))
  const empty = buckets.flatMap((share, at) =>
    total(share) === 0 && desired > 0 ? [{ x: at * step, width: step }] : [],
  )
  return { layers, empty, most }
}

function total({ from, to, other }: Share): number {
  return from + to + other
}
