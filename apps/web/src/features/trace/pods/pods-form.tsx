'use client'

import { useQuery } from '@tanstack/react-query'
import { type ReactElement, useDeferredValue, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { objectsFoundQuery } from '../../../api/queries.ts'
import { useAt } from '../../../time/use-at.ts'
import { Button } from '../../../ui/button.tsx'
import { SuggestField } from '../../../ui/suggest-field.tsx'
import { isPort, type PodsAsked, PROTOCOLS, usePodsUrl } from './pods-url.ts'

const FIELD = 'h-9 rounded-control border border-control/60 bg-page px-2.5'

/** From, to, port: what a connection is. */
export function PodsForm(): ReactElement {
  const t = useTranslations('reach')
  const { draft, ask } = usePodsUrl()
  const [from, setFrom] = useState(draft.from)
  const [to, setTo] = useState(draft.to)
  const [port, setPort] = useState(draft.port === undefined ? '' : String(draft.port))
  const [protocol, setProtocol] = useState<PodsAsked['protocol']>(draft.protocol)
  const portId = useId()
  const protocolId = useId()
  const isWhole = from.includes('/') && to.includes('/') && isPort(Number(port))
  return (
    <form
      aria-label={t('title')}
      className="grid gap-3 sm:grid-cols-[1fr_1fr_auto_auto_auto] sm:items-end"
      onSubmit={(submit) => {
        submit.preventDefault()
        if (isWhole) ask({ from: from.trim(), to: to.trim(), port: Number(port), protocol })
      }}
    >
      <PodField label={t('from')} value={from} onChange={setFrom} />
      <PodField label={t('to')} value={to} onChange={setTo} />
      <div>
        <label htmlFor={portId} className="mb-1 block text-12 text-text-3">
          {t('port')}
        </label>
        <input
          id={portId}
          inputMode="numeric"
          value={port}
          onChange={({ target }) => setPort(target.value.replace(/\D/g, '').slice(0, 5))}
          className={`mono w-24 ${FIELD}`}
        />
      </div>
      <div>
        <label htmlFor={protocolId} className="mb-1 block text-12 text-text-3">
          {t('protocol')}
        </label>
        <select
          id={protocolId}
          value={protocol}
          onChange={({ target }) => setProtocol(PROTOCOLS.find((each) => each === target.value) ?? 'TCP')}
          className={FIELD}
        >
          {PROTOCOLS.map((each) => (
            <option key={each}>{each}</option>
          ))}
        </select>
      </div>
      <Button type="submit" kind="primary" className="h-9" disabled={!isWhole}>
        {t('ask')}
      </Button>
    </form>
  )
}

const SUGGESTED = 50

function PodField({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (value: string) => void
}): ReactElement {
  const { text: at } = useAt()
  const q = useDeferredValue(value.trim())
  const { data } = useQuery(
    objectsFoundQuery({ kind: 'Pod', limit: SUGGESTED, ...(q && { q }), ...(at !== undefined && { at }) }),
  )
  const pods = (data?.body.items ?? []).map(({ metadata: { namespace, name } }) => `${namespace}/${name}`)
  return (
    <div className="min-w-0">
      <span aria-hidden="true" className="mb-1 block text-12 text-text-3">
        {label}
      </span>
      <SuggestField
        label={label}
        placeholder="namespace/name"
        value={value}
        onChange={onChange}
        onPick={onChange}
        suggestions={pods.filter((pod) => pod !== value)}
      />
    </div>
  )
}
