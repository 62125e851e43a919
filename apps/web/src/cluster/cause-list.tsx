'use client'

import type { Cause } from '@portolan/contract'
import { ArrowDown, ArrowUp, ChevronRight } from 'lucide-react'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { Chip } from '../ui/chip.tsx'
import { Mono } from '../ui/mono.tsx'
import { Time } from '../ui/time.tsx'
import { longValue } from './difference-line.ts'
import { ObjectLink } from './object-link.tsx'
import { SeqLink } from './seq-link.tsx'
import { ShortList } from './short-list.tsx'
import { ToldSentence } from './told-sentence.tsx'
import type { Transition } from './transitions.ts'

/** Why endpoints were gained and lost, one line each; a line opens to its proof. */
export function CauseList({ transitions }: { transitions: readonly Transition[] }): ReactElement {
  const t = useTranslations('causes')
  if (transitions.length === 0) return <p className="text-text-2">{t('none')}</p>
  return (
    <ShortList
      items={transitions}
      keyOf={({ seq, identity, change }) => `${seq} ${identity} ${change}`}
      render={(transition) => <TransitionLine transition={transition} />}
    />
  )
}

function TransitionLine({ transition: { change, at, pod, address, cause } }: { transition: Transition }): ReactElement {
  const t = useTranslations('causes')
  const Arrow = change === 'gained' ? ArrowUp : ArrowDown
  return (
    <details className="group">
      <summary className="inset-focus flex min-h-9 cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-0.5 rounded-chip py-1 hover:bg-surface">
        <ChevronRight
          size={14}
          aria-hidden="true"
          className="shrink-0 text-text-3 transition-transform group-open:rotate-90"
        />
        <Time at={at} form="auto-ms" className="mono shrink-0 text-text-2" />
        <span
          className={
            change === 'gained'
              ? 'flex shrink-0 items-center gap-1 text-ready'
              : 'flex shrink-0 items-center gap-1 text-unready'
          }
        >
          <Arrow size={13} aria-hidden="true" />
          {t(change)}
        </span>
        <Mono text={pod ?? address} className="max-w-[22rem] text-text-1" />
        <span className="min-w-0 flex-1 basis-60 text-text-2">
          <ToldSentence sentence={cause.sentence} />
        </span>
        <Chip tone={cause.confidence === 'proven' ? 'ready' : 'plain'}>{t(cause.confidence)}</Chip>
      </summary>
      <div className="pb-3 pl-6">
        <CauseProof cause={cause} />
      </div>
    </details>
  )
}

/** What proves a cause: objects, fields and values, each with the change that told it. */
export function CauseProof({ cause: { proof, missing = [] } }: { cause: Cause }): ReactElement {
  const t = useTranslations('causes')
  return (
    <ul className="flex flex-col gap-1.5 text-12">
      {proof.map(({ object, field, value, seq }) => (
        <li key={`${object} ${field} ${seq}`} className="flex flex-wrap items-baseline gap-x-3">
          <ObjectLink of={object} className="text-12" />
          <span lang="en" className="mono break-all text-text-3">
            {field}
          </span>
          <span lang="en" className="mono min-w-0 break-all">
            {value === undefined || value === null ? t('absent') : longValue(value)}
          </span>
          {seq !== undefined && <SeqLink seq={seq} />}
        </li>
      ))}
      {missing.map((what) => (
        <li key={what} className="text-text-2">
          {t(`missing.${what}`)}
        </li>
      ))}
    </ul>
  )
}
