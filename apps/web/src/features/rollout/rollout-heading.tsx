'use client'

import type { RolloutDetail } from '@portolan/contract'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { RolloutChange, revisionName } from '../../cluster/rollout-change.tsx'
import { ToldSentence } from '../../cluster/told-sentence.tsx'
import { isRunning } from '../../cluster/verdict.ts'
import { VerdictSign } from '../../cluster/verdict-sign.tsx'
import { Ago } from '../../frame/ago.tsx'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Time } from '../../ui/time.tsx'

/** The verdict first, in a sentence one can read aloud; then what was rolled out, when, and where it stands. */
export function RolloutHeading({ rollout, actions }: { rollout: RolloutDetail; actions: ReactNode }): ReactElement {
  const t = useTranslations()
  const { workload, verdict, revisions, requestedAt, state } = rollout
  const { kind, namespace, name } = workload
  const [from, to] = [revisionName(revisions.from), revisionName(revisions.to)]
  return (
    <header className="grid gap-x-4 gap-y-2 px-4 pt-5 pb-4 sm:grid-cols-[minmax(0,1fr)_auto] sm:px-6">
      <nav
        aria-label={t('rollout.path')}
        className="mono flex min-w-0 flex-wrap items-center gap-x-1.5 text-text-3 [&_a]:inline-block [&_a]:min-w-6 [&_a]:py-0.5"
      >
        <AppLink href="/rollouts/" className="hover:text-accent">
          {t('nav.rollouts')}
        </AppLink>
        <span aria-hidden="true">/</span>
        <AppLink href={hrefWith('/rollouts/', { namespace })} className="hover:text-accent">
          {namespace}
        </AppLink>
        <span aria-hidden="true">/</span>
        <AppLink
          href={hrefWith('/rollouts/', { workload: `${kind}/${namespace}/${name}` })}
          className="break-all hover:text-accent"
        >
          <span lang="en">{kind}</span> {name}
        </AppLink>
      </nav>
      <h1 className="flex max-w-5xl items-start gap-3 font-semibold text-20 tracking-tight sm:col-span-2">
        <VerdictSign verdict={verdict.kind} size={20} className="mt-1" />
        <span className="min-w-0 break-words [word-break:keep-all]">
          <ToldSentence sentence={verdict.sentence} />
        </span>
      </h1>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-text-2 sm:col-span-2 sm:pl-8">
        <Chip tone={isRunning(rollout) ? 'accent' : verdict.kind === 'stalled' ? 'unready' : 'plain'}>
          {t(`rolloutState.${state}`)}
        </Chip>
        <RolloutChange rollout={rollout} />
        {from !== undefined && to !== undefined && (
          <span className="mono text-text-3">
            {from} → {to}
          </span>
        )}
        <span>
          {t.rich('rollout.requestedAt', {
            at: () => <Time at={Date.parse(requestedAt)} form="date-ms" className="mono" />,
            ago: () => <Ago at={Date.parse(requestedAt)} />,
          })}
        </span>
        {rollout.supersededBy !== undefined && (
          <AppLink
            href={hrefWith('/rollout/', { id: rollout.supersededBy })}
            className="inline-block min-h-[24px] py-0.5 text-accent hover:underline"
          >
            {t('rollout.supersededBy')}
          </AppLink>
        )}
      </p>
      <div className="flex flex-wrap items-center gap-2 sm:col-start-2 sm:row-start-1 sm:justify-end">{actions}</div>
    </header>
  )
}
