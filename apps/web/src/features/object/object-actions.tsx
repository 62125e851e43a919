'use client'

import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { hrefWith } from '../../frame/namespaces.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { buttonClass } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { mapHref } from './map-href.ts'
import type { ObjectIdentity } from './object-url.ts'

/** Where to go on from here, and how to see the same with kubectl. */
export function ObjectActions({
  identity,
  focus,
}: {
  identity: ObjectIdentity
  /** What the map shows of it; absent where it shows nothing. */
  focus: string | undefined
}): ReactElement {
  const t = useTranslations('object')
  const { kind, namespace, name } = identity
  const scope = { namespace: namespace === '-' ? undefined : namespace }
  const command = `kubectl get ${kind.toLowerCase()} ${name}${namespace === '-' ? '' : ` -n ${namespace}`} -o yaml`
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2">
      {focus !== undefined && (
        <AppLink href={mapHref(focus)} className={buttonClass()}>
          {t('onMap')}
        </AppLink>
      )}
      {kind === 'Pod' && (
        <AppLink href={hrefWith('/trace/', { ask: 'pods', toPod: `${namespace}/${name}` })} className={buttonClass()}>
          {t('reach')}
        </AppLink>
      )}
      <AppLink href={hrefWith('/log/', { ...scope, kind, name })} className={buttonClass()}>
        {t('log')}
      </AppLink>
      <span className="mono flex min-w-0 items-center gap-1 text-text-3">
        <span className="min-w-0 truncate">{command}</span>
        <CopyButton text={command} label={t('copyCommand')} copiedLabel={t('copied')} />
      </span>
    </div>
  )
}
