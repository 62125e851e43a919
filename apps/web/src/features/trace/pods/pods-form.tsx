'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useDeferredValue, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { objectsFoundQuery } from '../../../api/queries.ts'
import { useAt } from '../../../time/use-at.ts'
import { Button } from '../../../ui/button.tsx'
import { SuggestField } from '../../../ui/suggest-field.tsx'
import { isWhole, type PodsAsked, PROTOCOLS, usePodsUrl } from './pods-url.ts'
import { useDeclaredPorts } from './use-declared-ports.ts'

const FIELD = 'h-9 rounded-control border border-control/60 bg-page px-2.5'

/** From, to, port: what a connection is. */
export function PodsForm(): ReactElement {
  const t = useTranslations('reach')
  const asked = usePodsUrl()
  const [draft, setDraft] = useState<PodsAsked>(asked.draft)
  const protocolId = useId()
  const ports = useDeclaredPorts(draft)
  return (
    <form
      aria-label={t('title')}
      className="grid gap-3 sm:grid-cols-[1fr_1fr_8rem_auto_auto] sm:items-end"
      onSubmit={(submit) => {
        submit.preventDefault()
        const { from, to, port, protocol } = draft
        if (isWhole(draft)) asked.ask({ from: from.trim(), to: to.trim(), port: port.trim(), protocol })
      }}
    >
      <EndField label={t('from')} value={draft.from} onChange={(from) => setDraft({ ...draft, from })} />
      <EndField label={t('to')} value={draft.to} onChange={(to) => setDraft({ ...draft, to })} />
      <div className="min-w-0">
        <FieldLabel>{t('port')}</FieldLabel>
        <SuggestField
          label={t('port')}
          placeholder="8080"
          value={draft.port}
          onChange={(port) => setDraft({ ...draft, port })}
          onPick={(port) => setDraft({ ...draft, port: port.split(' ')[0] ?? port })}
          suggestions={ports}
        />
      </div>
      <div>
        <label htmlFor={protocolId} className="mb-1 block text-12 text-text-3">
          {t('protocol')}
        </label>
        <select
          id={protocolId}
          value={draft.protocol}
          onChange={({ target }) =>
            setDraft({ ...draft, protocol: PROTOCOLS.find((each) => each === target.value) ?? 'TCP' })
          }
          className={FIELD}
        >
          {PROTOCOLS.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </div>
      <Button type="submit" kind="primary" className="h-9" disabled={!isWhole(draft)}>
        {t('ask')}
      </Button>
    </form>
  )
}

const SUGGESTED = 50

/** One end: Pods by name or IP and Nodes are suggested, any address can be typed. */
function EndField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}): ReactElement {
  const t = useTranslations('reach')
  const { text: at } = useAt()
  const q = useDeferredValue(value.trim().replace(/^Node\/-\//, ''))
  const { data } = useQuery(
    objectsFoundQuery({ kind: ['Pod', 'Node'], limit: SUGGESTED, ...(q && { q }), ...(at !== undefined && { at }) }),
  )
  const ends = (data?.body.items ?? []).map(({ kind, metadata: { namespace, name } }) =>
    kind === 'Node' ? `Node/-/${name}` : `${namespace}/${name}`,
  )
  return (
    <div className="min-w-0">
      <FieldLabel>{label}</FieldLabel>
      <SuggestField
        label={label}
        placeholder={t('endPlaceholder')}
        value={value}
        onChange={onChange}
        onPick={onChange}
        suggestions={ends.filter((end) => end !== value)}
      />
    </div>
  )
}

/** For the eye only: the field names itself. */
function FieldLabel({ children }: { children: string }): ReactElement {
  return (
    <span aria-hidden="true" className="mb-1 block text-12 text-text-3">
      {children}
    </span>
  )
}
