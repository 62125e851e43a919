'use client'

import clsx from 'clsx'
import { type ReactElement, useMemo } from 'react'
import { useTranslations } from 'use-intl'
import { ObjectLink } from '../../../cluster/object-link.tsx'
import { SeqLink } from '../../../cluster/seq-link.tsx'
import { useToldDuration } from '../../../i18n/use-told-duration.ts'
import { Time } from '../../../ui/time.tsx'
import type { RolloutPicture } from '../model/rollout-picture.ts'
import { type Story, type StoryStep, storyOf } from './story.ts'

/** How the ingress found the new Pods, in five steps, each with its time, its change and its objects in this cluster. */
export function FoundInSteps({ picture: { rollout, service } }: { picture: RolloutPicture }): ReactElement {
  const t = useTranslations('rollout.story')
  const story = useMemo(() => storyOf(rollout, service), [rollout, service])
  const { left } = story
  const start = Date.parse(rollout.requestedAt)
  return (
    <section aria-labelledby="found">
      <h2 id="found" className="pb-3 font-medium text-14">
        {t('title')}
      </h2>
      <ol className="grid gap-x-5 gap-y-4 xl:grid-cols-5">
        {story.steps.map((step, at) => (
          <Step key={step.name} step={step} number={at + 1} story={story} start={start} />
        ))}
      </ol>
      {left && (
        <p className="max-w-4xl pt-4 text-text-2">
          {t.rich('left', {
            pod: () => <span className="mono text-text-1">{left.name}</span>,
            at: () => <Time at={left.at} form="auto-ms" className="mono" />,
          })}
        </p>
      )}
    </section>
  )
}

function Step({
  step: { name, at, clock, seq, objects },
  number,
  story: { pod, lagMs, rules },
  start,
}: {
  step: StoryStep
  number: number
  story: Story
  start: number
}): ReactElement {
  const t = useTranslations('rollout')
  const duration = useToldDuration()
  const hasHappened = at !== undefined
  return (
    <li className="relative flex flex-col gap-1 border-line pl-9 max-xl:border-l-0 xl:pt-9 xl:pl-0">
      <span
        aria-hidden="true"
        className={clsx(
          'absolute top-0 left-0 flex size-6 items-center justify-center rounded-full border text-12 xl:top-0',
          hasHappened
            ? 'border-accent bg-accent font-medium text-on-accent'
            : 'border-control border-dashed text-text-3',
        )}
      >
        {number}
      </span>
      <span aria-hidden="true" className="absolute top-3 right-0 left-8 border-line border-t max-xl:hidden" />
      <h3 className="font-medium">{t(`story.${name}.title`)}</h3>
      <p className="mono text-12 text-text-3">
        {at === undefined ? (
          t('story.notSeen')
        ) : (
          <>
            <Time at={at} form="auto-ms" className="text-text-1" /> {at >= start ? '+' : '−'}
            {duration(Math.abs(at - start))}
            {clock !== undefined && clock !== 'portolan' && ` · ${t(`clockShort.${clock}`)}`}
          </>
        )}
      </p>
      <p className={hasHappened ? 'text-text-2' : 'text-text-3'}>
        {t(`story.${name}.text`, {
          node: pod?.node ?? '–',
          isTimed: lagMs === undefined ? 'no' : 'yes',
          lag: duration(lagMs ?? 0),
          rules,
        })}
      </p>
      <p className="flex flex-wrap items-center gap-x-3 text-12">
        {objects.map((key) => (
          <ObjectLink key={key} of={key} />
        ))}
        {seq !== undefined && <SeqLink seq={seq} />}
      </p>
    </li>
  )
}
