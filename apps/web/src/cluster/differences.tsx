'use client'

import type { RecordedChange } from '@portolan/contract'
import clsx from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { longValue } from './difference-line.ts'
import { type WordDifference, wordDifference } from './word-difference.ts'

type Difference = RecordedChange['differences'][number]

/** Every field that changed, before and after, with the words that differ marked. */
export function Differences({ change }: { change: RecordedChange }): ReactElement {
  const t = useTranslations('log')
  if (change.differences.length === 0) {
    return <p className="text-text-2">{change.change === 'deleted' ? t('isGone') : t('noDifferences')}</p>
  }
  return (
    <section aria-label={t('differences', { count: change.differences.length })} className="flex flex-col gap-4">
      <h2 className="font-medium">{t('differences', { count: change.differences.length })}</h2>
      {change.differences.map((difference) => (
        <DifferenceBlock key={difference.path} difference={difference} />
      ))}
    </section>
  )
}

function DifferenceBlock({ difference }: { difference: Difference }): ReactElement {
  const t = useTranslations('log')
  const before = 'before' in difference ? longValue(difference.before) : undefined
  const after = 'after' in difference ? longValue(difference.after) : undefined
  // Where there is only one side, all of it differs: nothing to mark.
  const words = before !== undefined && after !== undefined ? wordDifference(before, after) : undefined
  return (
    <div>
      <h3 className="mono mb-1 break-all text-text-2">{difference.path || t('wholeObject')}</h3>
      {before !== undefined && (
        <Side sign="−" name={t('before')} tone="text-removed">
          {words ? <Words words={words} changed={words.before} className="bg-removed/15" /> : before}
        </Side>
      )}
      {after !== undefined && (
        <Side sign="+" name={t('after')} tone="text-added">
          {words ? <Words words={words} changed={words.after} className="bg-added/15" /> : after}
        </Side>
      )}
    </div>
  )
}

function Side({
  sign,
  name,
  tone,
  children,
}: {
  sign: string
  name: string
  tone: string
  children: ReactNode
}): ReactElement {
  return (
    <div className="flex gap-2 border-line border-x bg-surface px-2 py-1 first-of-type:rounded-t-chip first-of-type:border-t last:rounded-b-chip last:border-b">
      <span className={clsx('mono shrink-0 font-semibold', tone)}>
        <span aria-hidden="true">{sign}</span>
        <span className="sr-only">{name}</span>
      </span>
      <pre className="mono min-w-0 flex-1 whitespace-pre-wrap break-all text-text-1">{children}</pre>
    </div>
  )
}

function Words({
  words: { head, tail },
  changed,
  className,
}: {
  words: WordDifference
  changed: string
  className: string
}): ReactElement {
  return (
    <>
      {head}
      {changed && <mark className={clsx('rounded-[3px] text-text-1', className)}>{changed}</mark>}
      {tail}
    </>
  )
}
