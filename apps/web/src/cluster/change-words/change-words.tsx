'use client'

import { Fragment, type ReactElement } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { Glyph } from '../../ui/glyph.tsx'
import type { DifferenceLine } from '../difference-line.ts'
import type { ChangePhrase, EndpointName } from './change-phrase.ts'

/** `10.244.1.11 web-7f9c4d-2x8kq joined, not ready · other ports: …ports[http].targetPort 8080 → 9090` */
export function ChangeWords({ phrases }: { phrases: readonly ChangePhrase[] }): ReactElement {
  return (
    <>
      {phrases.map((each, at) => (
        <Fragment key={`${each.id} ${JSON.stringify(each.values)}`}>
          {at > 0 && <span className="text-text-3"> · </span>}
          <Phrase phrase={each} />
        </Fragment>
      ))}
    </>
  )
}

function Phrase({ phrase: { id, values, who, quote, line } }: { phrase: ChangePhrase }): ReactElement {
  const t = useTranslations('change.words')
  if (id === 'event') return <EventWords values={values} quote={quote} />
  if (id === 'fields' && line) return <LineWords line={line} more={Number(values.count) - 1} />
  return (
    <>
      {who ? t.rich(`named.${id}` as 'named.joined', { ...values, who: () => <Endpoints who={who} /> }) : t(id, values)}
      {line && (
        <>
          {': '}
          <LineWords line={line} more={0} />
        </>
      )}
    </>
  )
}

/** A reason and a message of the cluster's own, and what kind of object they are about. */
function EventWords({ values, quote }: Pick<ChangePhrase, 'values' | 'quote'>): ReactElement {
  const t = useTranslations('change.words')
  return (
    <>
      {values.type === 'Warning' && (
        <>
          <Glyph shape="half-triangle" tone="warning" size={10} label={t('warning')} className="inline" />{' '}
        </>
      )}
      <span lang="en">
        <span className="text-text-3">{values.kind}</span> <span className="font-medium">{values.reason}</span> {quote}
      </span>
    </>
  )
}

/** `10.244.1.11 web-7f9c4d-2x8kq and 10.244.2.4 web-7f9c4d-w9d4z` */
function Endpoints({ who }: { who: readonly EndpointName[] }): ReactElement {
  const names = who.map(({ address, name }) => [address, name].filter(Boolean).join(' '))
  const parts = new Intl.ListFormat(useLocale(), { type: 'conjunction' }).formatToParts(names)
  return (
    <>
      {parts.map(({ type, value }) => {
        if (type === 'literal') return value
        return (
          <span key={value} className="mono">
            {value}
          </span>
        )
      })}
    </>
  )
}

/** A path, before → after. */
function LineWords({ line: { path, before, after }, more }: { line: DifferenceLine; more: number }): ReactElement {
  const t = useTranslations('change')
  return (
    <span className="mono">
      <span className="text-text-3">{path} </span>
      {before !== undefined && <span className="text-text-2">{before} </span>}
      <span role="img" aria-label={t('to')} className="text-text-3">
        →
      </span>{' '}
      {after === undefined ? <span className="text-text-3">{t('absent')}</span> : after}
      {more > 0 && <span className="text-text-3"> {t('more', { count: more })}</span>}
    </span>
  )
}
