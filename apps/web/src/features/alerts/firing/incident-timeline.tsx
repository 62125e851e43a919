'use client'

import type { Incident } from '@portolan/contract'
import { type ReactElement, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { SeqLink } from '../../../cluster/seq-link.tsx'
import { ToldSentence } from '../../../cluster/told-sentence.tsx'
import { Button } from '../../../ui/button.tsx'
import { Time } from '../../../ui/time.tsx'
import { groupMoments, type MomentGroup } from './group-moments.ts'

const AT_ONCE = 50

/** What became of an incident, the oldest first; what happened to many of its alerts in one breath is one line. */
export function IncidentTimeline({ incident: { timeline } }: { incident: Incident }): ReactElement {
  const t = useTranslations('alerts')
  const groups = useMemo(() => groupMoments(timeline), [timeline])
  const [shown, setShown] = useState(AT_ONCE)
  return (
    <>
      <ol className="flex flex-col border-line border-l pl-3">
        {groups.slice(0, shown).map((group) => (
          <li key={`${group.moments[0].at} ${group.type} ${group.moments[0].alert}`} className="py-1">
            <Line group={group} />
          </li>
        ))}
      </ol>
      {groups.length > shown && (
        <Button kind="quiet" className="-ml-3" onClick={() => setShown(groups.length)}>
          {t('incident.moreMoments', { count: groups.length - shown })}
        </Button>
      )}
    </>
  )
}

function Line({ group: { type, by, moments } }: { group: MomentGroup }): ReactElement {
  const t = useTranslations('alerts')
  const [first] = moments
  return (
    <>
      <span className="flex flex-wrap items-baseline gap-x-3">
        <Time at={Date.parse(first.at)} form="auto-ms" className="mono text-text-2" />
        <span className="font-medium">{t(`timeline.${type}`)}</span>
        {moments.length > 1 && <span>{t('incident.alertCount', { count: moments.length })}</span>}
        {by !== undefined && <span className="min-w-0 break-words text-text-2">{by}</span>}
        {first.seq !== undefined && <SeqLink seq={first.seq} />}
      </span>
      {first.sentence !== undefined && (
        <span className="block text-text-2">
          <ToldSentence sentence={first.sentence} />
          {moments.length > 1 && (
            <span className="text-text-3"> {t('incident.others', { count: moments.length - 1 })}</span>
          )}
        </span>
      )}
    </>
  )
}
