'use client'

import type { Finding } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { longValue } from '../../cluster/difference-line.ts'
import { hintOf, sentenceOf, titleOf } from '../../cluster/finding-sentence.ts'
import { objectHref } from '../../cluster/object-href.ts'
import { partsOfKey } from '../../cluster/object-key.ts'
import { ObjectLink } from '../../cluster/object-link.tsx'
import { OlderStill } from '../../cluster/older-still.tsx'
import { SelectorDifference } from '../../cluster/selector-difference.tsx'
import { SeveritySign } from '../../cluster/severity-sign.tsx'
import { ToldSentence } from '../../cluster/told-sentence.tsx'
import { Ago } from '../../frame/ago.tsx'
import { useEscape } from '../../frame/escape-stack.ts'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { CodeBlock } from '../../ui/code-block.tsx'
import { Drawer } from '../../ui/drawer.tsx'
import { DrawerSection } from '../../ui/drawer-section.tsx'
import { Time } from '../../ui/time.tsx'

/** Kinds that the map draws. */
const ON_MAP = ['Service', 'Ingress', 'Gateway', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute']

/** One finding: what holds, since when, what proves it, what to do, and how to see it with kubectl. */
export function FindingDrawer({
  id,
  finding,
  onClose,
}: {
  id: string
  finding: Finding | undefined
  onClose: () => void
}): ReactElement {
  const t = useTranslations('findings')
  const shell = useTranslations('shell')
  useEscape(true, onClose)
  return (
    <Drawer
      label={t('finding')}
      title={<span className="mono">{finding?.rule ?? id.split(' ')[0]}</span>}
      closeLabel={shell('close')}
      onClose={onClose}
    >
      {finding ? <FindingDetails finding={finding} /> : <p className="px-4 py-4 text-text-2">{t('holdsNoMore')}</p>}
    </Drawer>
  )
}

function FindingDetails({ finding }: { finding: Finding }): ReactElement {
  const t = useTranslations('findings')
  const { subject, about, since, confidence, severity, evidence, command } = finding
  return (
    <div className="flex flex-col gap-5 px-4 py-4">
      <div className="flex flex-col gap-1.5">
        <h2 className="font-medium text-14">
          <ToldSentence sentence={titleOf(finding)} />
        </h2>
        <p className="flex flex-wrap items-center gap-2">
          <SeveritySign severity={severity} isNamed />
          <Chip tone={confidence === 'proven' ? 'ready' : 'plain'}>{t(`confidence.${confidence}`)}</Chip>
        </p>
        <p className="break-words">
          <ToldSentence sentence={sentenceOf(finding)} />
        </p>
        <p>
          <ObjectLink of={subject} />
          {about !== undefined && (
            <span lang="en" className="mono break-all text-text-3">
              {' '}
              {about}
            </span>
          )}
        </p>
        <p className="text-text-2">
          {since === null
            ? t('sinceUnknown')
            : t.rich('since', {
                at: () => <Time at={Date.parse(since)} form="date-ms" className="mono" />,
                ago: () => <Ago at={Date.parse(since)} />,
              })}
          <OlderStill finding={finding} />
        </p>
      </div>
      <SelectorDifference finding={finding} />
      <DrawerSection title={t('hint')}>
        <p className="break-words">
          <ToldSentence sentence={hintOf(finding)} />
        </p>
      </DrawerSection>
      <DrawerSection title={t('evidence')}>
        <EvidenceList evidence={evidence.filter(({ path }) => path !== 'suggestion')} />
      </DrawerSection>
      <CodeBlock text={command} label="kubectl" copyLabel={t('copyCommand')} copiedLabel={t('copied')} />
      <FindingLinks finding={finding} />
    </div>
  )
}

function EvidenceList({ evidence }: Pick<Finding, 'evidence'>): ReactElement {
  const t = useTranslations('findings')
  return (
    <ul className="flex flex-col gap-2">
      {evidence.map(({ object, path, value }) => (
        <li key={`${object} ${path}`}>
          <ObjectLink of={object} className="text-12" />
          <div className="flex gap-2 rounded-chip border border-line bg-surface px-2 py-1">
            {path !== '' && (
              <span lang="en" className="mono shrink-0 max-w-[50%] break-all text-text-3">
                {path}
              </span>
            )}
            {value === null ? (
              <span className="text-text-2">{path === '' ? t('objectAbsent') : t('fieldAbsent')}</span>
            ) : (
              <pre className="mono min-w-0 flex-1 whitespace-pre-wrap break-all">{longValue(value)}</pre>
            )}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** To the object, to the map as it was when it began, and to what changed about it. */
function FindingLinks({ finding: { subject, since } }: { finding: Finding }): ReactElement {
  const t = useTranslations('findings')
  const { kind, namespace, name } = partsOfKey(subject)
  const scope = { namespace: namespace ?? undefined }
  return (
    <div className="flex flex-wrap gap-2">
      <AppLink href={objectHref({ kind, namespace, name })} className={buttonClass()}>
        {t('page')}
      </AppLink>
      {ON_MAP.includes(kind) && (
        <AppLink href={hrefWith('/map/', { ...scope, focus: subject })} className={buttonClass()}>
          {t('onMap')}
        </AppLink>
      )}
      {ON_MAP.includes(kind) && since !== null && (
        <AppLink href={hrefWith('/map/', { ...scope, focus: subject, at: since })} className={buttonClass()}>
          {t('onMapThen')}
        </AppLink>
      )}
      <AppLink href={hrefWith('/log/', { ...scope, kind, name })} className={buttonClass()}>
        {t('log')}
      </AppLink>
    </div>
  )
}
