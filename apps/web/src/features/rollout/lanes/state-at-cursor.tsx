'use client'

import { type ReactElement, useContext } from 'react'
import { useTranslations } from 'use-intl'
import { ENDPOINT_LOOK } from '../../../cluster/endpoint-state.ts'
import { useCursorAt } from '../../../time/cursor.ts'
import { Glyph } from '../../../ui/glyph.tsx'
import type { Lane } from '../model/lanes.ts'
import { PlotViewContext } from '../plot/plot-view.ts'

/** What the endpoint of a Pod is at the cursor, without one at the end; an empty place where it is none. */
export function StateAtCursor({ lane }: { lane: Lane }): ReactElement {
  const t = useTranslations('endpointState')
  const view = useContext(PlotViewContext)
  const at = useCursorAt() ?? view.extent().to
  const span = lane.drawing().endpoints.findLast(({ from, to = Number.POSITIVE_INFINITY }) => from <= at && at < to)
  return (
    <span className="mr-2 flex w-2.5 shrink-0" data-hint={span && t(span.state)}>
      {span && <Glyph {...ENDPOINT_LOOK[span.state]} size={10} />}
    </span>
  )
}
