'use client'

import type { ObjectChange } from '@portolan/contract'
import { ChevronRight } from 'lucide-react'
import { type ReactElement, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ChangeLine, ChangeSign, EvidenceGlyph } from '../../../cluster/change-line.tsx'
import { type PodNames, podNames } from '../../../cluster/change-words/pod-names.ts'
import { Differences } from '../../../cluster/differences.tsx'
import { hrefWith } from '../../../frame/namespaces.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { TableBones } from '../../../ui/skeleton.tsx'
import { Time } from '../../../ui/time.tsx'
import { mapHref } from '../map-href.ts'
import type { ObjectIdentity } from '../object-url.ts'
import { Section } from '../section.tsx'
import { useObjectHistory } from '../use-object.ts'

const PAGE = 25
const MOST = 1_000

/** What became of an object up to the instant shown: who wrote what, each opened to what changed, each a way into that instant. */
export function ObjectHistory({
  identity,
  focus,
}: {
  identity: ObjectIdentity
  /** What the map shows of it; absent where it shows nothing. */
  focus: string | undefined
}): ReactElement {
  const t = useTranslations('object')
  const [limit, setLimit] = useState(PAGE)
  const { changes, hasOlder, error } = useObjectHistory(identity, limit)
  const names = useMemo(() => podNames(changes ?? []), [changes])
  return (
    <Section id="history" title={t('history')} isFlush>
      {!changes && !error && <TableBones rows={4} />}
      {error && <p className="px-4 text-text-2 sm:px-6">{t('historyFailed')}</p>}
      {changes?.length === 0 && <p className="px-4 text-text-2 sm:px-6">{t('noHistory')}</p>}
      <ol>
        {changes?.map((change) => (
          <li key={change.seq} className="border-line border-b last:border-b-0">
            <OneChange change={change} focus={focus} names={names} />
          </li>
        ))}
      </ol>
      {hasOlder && limit < MOST && (
        <Button className="mx-4 my-3 sm:mx-6" onClick={() => setLimit(Math.min(MOST, limit * 2))}>
          {t('older')}
        </Button>
      )}
    </Section>
  )
}

interface OneChangeProperties {
  readonly change: ObjectChange
  readonly focus: string | undefined
}

function OneChange({ change, focus, names }: OneChangeProperties & { names: PodNames }): ReactElement {
  const t = useTranslations('object')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details className="group" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary className="inset-focus flex min-h-9 cursor-pointer list-none items-center gap-3 px-4 py-1 hover:bg-surface sm:px-6">
        <ChevronRight
          size={14}
          aria-hidden="true"
          className="-mx-1 shrink-0 text-text-3 transition-transform group-open:rotate-90"
        />
        <EvidenceGlyph evidence={change.evidence} />
        <Time at={Date.parse(change.observedAt)} form="auto-ms" className="mono shrink-0 text-text-2" />
        <ChangeSign change={change.change} />
        <span className="min-w-0 flex-1 truncate">
          <ChangeLine change={change} names={names} />
        </span>
        {change.reload === 'expected' && <Chip>{t('reload.chip')}</Chip>}
        {change.writer && <span className="mono shrink-0 text-text-3 max-md:hidden">{change.writer.manager}</span>}
      </summary>
      {isOpen && <OpenChange change={change} focus={focus} />}
    </details>
  )
}

function OpenChange({ change, focus }: OneChangeProperties): ReactElement {
  const t = useTranslations('object')
  const how = useTranslations('evidence')
  const { kind, namespace, name, seq, writer, evidence, observedFrom } = change
  const place = { kind, namespace: namespace ?? undefined, name }
  return (
    <div className="flex flex-col gap-3 px-4 pt-1 pb-4 sm:pr-6 sm:pl-12">
      <p className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-text-2">
        {writer && (
          <span>
            {t.rich('writtenBy', {
              writer: () => (
                <span className="mono text-text-1">
                  {[writer.manager, writer.operation, writer.subresource].filter(Boolean).join(' ')}
                </span>
              ),
            })}
          </span>
        )}
        <span>{how(evidence)}</span>
        {change.reload && <span>{t(`reload.${change.reload}`)}</span>}
        {observedFrom !== undefined && (
          <span>
            {t.rich('notBefore', { at: () => <Time at={Date.parse(observedFrom)} form="auto-ms" className="mono" /> })}
          </span>
        )}
        <AppLink
          href={hrefWith('/object/', { ...place, at: `seq:${seq}` })}
          className="inline-block min-h-[24px] py-0.5 text-accent hover:underline"
        >
          {t('pageThen')}
        </AppLink>
        {focus !== undefined && (
          <AppLink
            href={mapHref(focus, `seq:${seq}`)}
            className="inline-block min-h-[24px] py-0.5 text-accent hover:underline"
          >
            {t('mapThen')}
          </AppLink>
        )}
      </p>
      <Differences change={change} />
    </div>
  )
}
