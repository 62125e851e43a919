'use client'

import type { Coverage, RecordedChange } from '@portolan/contract'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Ago } from '../../frame/ago.tsx'
import { useAt } from '../../time/use-at.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Time } from '../../ui/time.tsx'
import { ObjectHistory } from './history/object-history.tsx'
import { mapFocus } from './map-focus.ts'
import { ObjectHeading } from './object-heading.tsx'
import { keyOf, type ObjectIdentity } from './object-url.ts'
import { Section } from './section.tsx'
import { NeighbourLines } from './traffic/neighbour-lines.tsx'
import { useObjectHistory, useSurroundings } from './use-object.ts'

/** Not there at the instant shown: gone, not yet there, never seen, or not to be seen. Who names it, and what was. */
export function AbsentObject({
  identity,
  coverage,
}: {
  identity: ObjectIdentity
  coverage: Coverage | undefined
}): ReactElement {
  const t = useTranslations('object')
  const { neighbours } = useSurroundings(identity, { isThere: false })
  const { changes } = useObjectHistory(identity, 1)
  const named = neighbours ? [...neighbours.arrives, ...neighbours.leads] : []
  return (
    <div className="h-full overflow-y-auto overflow-x-hidden">
      <ObjectHeading identity={identity}>
        <Why identity={identity} coverage={coverage} last={changes?.[0]} />
      </ObjectHeading>
      {named.length > 0 && (
        <Section id="named" title={t('namedBy')}>
          <NeighbourLines neighbours={named} />
        </Section>
      )}
      {changes !== undefined && changes.length > 0 && (
        <ObjectHistory identity={identity} focus={mapFocus(keyOf(identity), neighbours)} />
      )}
    </div>
  )
}

function Why({
  identity: { kind },
  coverage,
  last,
}: {
  identity: ObjectIdentity
  coverage: Coverage | undefined
  last: RecordedChange | undefined
}): ReactElement {
  const t = useTranslations('object.absent')
  const { goTo } = useAt()
  const seen = coverage?.kinds[kind]
  if (seen === 'denied' || seen === 'absent' || seen === 'listing') {
    return (
      <Answer
        title={t(`${seen}.title`, { kind })}
        actions={
          <AppLink href="/status/" className={buttonClass()}>
            {t('whatIsSeen')}
          </AppLink>
        }
      >
        {t(`${seen}.hint`, { kind })}
      </Answer>
    )
  }
  if (last?.change === 'deleted') {
    const at = Date.parse(last.observedAt)
    return (
      <Answer
        title={t.rich('deleted', {
          at: () => <Time at={at} form="auto-ms" className="mono" />,
          ago: () => <Ago at={at} />,
        })}
        actions={
          <Button kind="primary" onClick={() => goTo({ seq: last.seq - 1 })}>
            {t('before')}
          </Button>
        }
      >
        {t('deletedHint')}
      </Answer>
    )
  }
  return <Answer title={t('title')}>{t('hint')}</Answer>
}

function Answer({
  title,
  children,
  actions,
}: {
  title: ReactNode
  children: ReactNode
  actions?: ReactNode
}): ReactElement {
  return (
    <div className="mt-1 flex items-start gap-2">
      <Glyph shape="dotted-ring" tone="unknown" size={13} className="mt-[5px]" />
      <div className="min-w-0">
        <p className="text-14">{title}</p>
        <p className="text-text-2">{children}</p>
        {actions && <div className="mt-3">{actions}</div>}
      </div>
    </div>
  )
}
