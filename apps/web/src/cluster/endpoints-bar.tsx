import type { ServiceRow } from '@portolan/contract'
import clsx from 'clsx'
import type { ReactElement } from 'react'

/** Shares of ready, not ready and leaving endpoints. Healthy is pale; only trouble is saturated. */
export function EndpointsBar({
  endpoints,
  className,
}: {
  endpoints: ServiceRow['endpoints']
  className?: string
}): ReactElement {
  const { ready, unready, terminating } = endpoints
  const total = Math.max(1, ready + unready + terminating)
  const parts = [
    { key: 'ready', share: ready / total, fill: 'fill-healthy-fill stroke-healthy-border' },
    { key: 'unready', share: unready / total, fill: 'fill-unready' },
    { key: 'terminating', share: terminating / total, fill: 'fill-[url(#hatch-terminating)]' },
  ]
  let from = 0
  return (
    <svg aria-hidden="true" className={clsx('h-2 overflow-visible', className)} width="100%" height="8">
      {ready + unready + terminating === 0 && (
        <line x1="0" x2="100%" y1="4" y2="4" strokeDasharray="2 3" className="stroke-unknown" />
      )}
      {parts.map(({ key, share, fill }) => {
        const x = from
        from += share
        if (share === 0) return null
        return <rect key={key} x={`${x * 100}%`} y="0" width={`${share * 100}%`} height="8" className={fill} />
      })}
    </svg>
  )
}
