'use client'

import type { TopologyDiff, TopologyEdge, TopologyNode } from '@portolan/contract'
import type { ReactElement, ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { AppLink } from '../../../ui/app-link.tsx'
import { Drawer } from '../../../ui/drawer.tsx'
import { Mono } from '../../../ui/mono.tsx'
import type { Mark } from '../scene/marks.ts'
import { MarkSign } from './mark-sign.tsx'
import { fieldDifferences, type ToldDifference, toldDifferences } from './told-differences.ts'

const LIMIT = 200
const FIELDS = 6

interface DifferencesDrawerProperties {
  readonly difference: TopologyDiff
  readonly hrefOf: (key: string) => string
  readonly onClose: () => void
}

interface Entry {
  readonly mark: Mark
  readonly key: string
  /** Opens on the chart. */
  readonly focus: string
  readonly kind: string
  readonly name: ReactNode
  readonly differences: readonly ToldDifference[]
}

/** Everything that differs, as a list: objects first, then what leads from one to another; with the fields that changed. */
export function DifferencesDrawer({ difference, hrefOf, onClose }: DifferencesDrawerProperties): ReactElement {
  const t = useTranslations('map.compare')
  const shell = useTranslations('shell')
  const entries = entriesOf(difference)
  return (
    <Drawer label={t('list')} title={t('list')} closeLabel={shell('close')} onClose={onClose}>
      {entries.length === 0 && (
        <p className="px-4 py-4 text-text-2">
          <span className="block font-medium text-text-1">{t('same')}</span>
          {t('sameHint')}
        </p>
      )}
      <ul>
        {entries.slice(0, LIMIT).map((entry) => (
          <li key={`${entry.mark} ${entry.key}`} className="border-line border-b">
            <AppLink
              href={hrefOf(entry.focus)}
              className="inset-focus block px-4 py-2 transition-colors hover:bg-surface"
            >
              <span className="flex min-w-0 items-center gap-2">
                <MarkSign mark={entry.mark} />
                <span className="sr-only">{t(`marks.${entry.mark}`)}</span>
                <span lang="en" className="shrink-0 text-text-3">
                  {entry.kind}
                </span>
                {entry.name}
              </span>
              {entry.differences.slice(0, FIELDS).map((field) => (
                <Field key={field.path} field={field} />
              ))}
              {entry.differences.length > FIELDS && (
                <span className="block pl-[23px] text-12 text-text-3">
                  {t('moreFields', { count: entry.differences.length - FIELDS })}
                </span>
              )}
            </AppLink>
          </li>
        ))}
      </ul>
      {entries.length > LIMIT && (
        <p className="px-4 py-3 text-text-3">{t('moreEntries', { count: entries.length - LIMIT })}</p>
      )}
    </Drawer>
  )
}

function Field({ field: { path, before, after } }: { field: ToldDifference }): ReactElement {
  return (
    <span className="mono block break-words pl-[23px] text-text-2">
      <span lang="en" className="text-text-3">
        {path}{' '}
      </span>
      {before !== undefined && <span className="text-removed">{before}</span>} →{' '}
      {after !== undefined && <span className="text-added">{after}</span>}
    </span>
  )
}

const WHICH: readonly Mark[] = ['removed', 'added', 'changed']

function entriesOf(difference: TopologyDiff): Entry[] {
  const nodes = WHICH.flatMap((mark) =>
    mark === 'changed'
      ? difference.changed.nodes.map((changed) => nodeEntry(changed.after, mark, toldDifferences(changed)))
      : difference[mark].nodes.map((node) => nodeEntry(node, mark)),
  )
  const edges = WHICH.flatMap((mark) =>
    mark === 'changed'
      ? difference.changed.edges.map(({ after, differences }) => edgeEntry(after, mark, fieldDifferences(differences)))
      : difference[mark].edges.map((edge) => edgeEntry(edge, mark)),
  )
  return [...nodes, ...edges]
}

function nodeEntry(
  { key, kind, namespace, name }: TopologyNode,
  mark: Mark,
  differences: readonly ToldDifference[] = [],
): Entry {
  const text = namespace === null ? name : `${namespace}/${name}`
  return { mark, key, focus: key, kind, name: <Mono text={text} />, differences }
}

function edgeEntry(edge: TopologyEdge, mark: Mark, differences: readonly ToldDifference[] = []): Entry {
  const [kind = '', , name = ''] = edge.from.split('/')
  const { host, path } = edge.facts
  const rule = `${typeof host === 'string' ? host : name}${typeof path === 'string' ? path : ''}`
  const words = (
    <span className="mono min-w-0 break-words">
      {rule} → {edge.to.split('/').slice(1).join('/')}
    </span>
  )
  return {
    mark,
    key: JSON.stringify([edge.from, edge.to, edge.relation, edge.facts]),
    focus: edge.from,
    kind: edge.relation === 'route' ? kind : edge.relation,
    name: words,
    differences,
  }
}
