'use client'

import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { SelectField, TextField } from '../form/field.tsx'
import type { SecretGiven, SecretShown } from './receiver-draft.ts'

const WAYS = ['keep', 'value', 'file', 'variable', 'none'] as const
type Way = (typeof WAYS)[number]

/** A secret is written and never read: it is kept, replaced, or said where to find. */
export function SecretField({
  label,
  shown,
  given,
  isOptional,
  fault,
  onGiven,
}: {
  label: string
  /** What is known of the secret that is kept. */
  shown: SecretShown | undefined
  given: SecretGiven | undefined
  isOptional: boolean
  fault: string | undefined
  onGiven: (given: SecretGiven | undefined) => void
}): ReactElement {
  const t = useTranslations('alerts.receivers.secret')
  const isKept = shown?.set ?? false
  const [way, setWay] = useState<Way>(isKept ? 'keep' : given === undefined ? 'none' : 'value')
  const [typed, setTyped] = useState('')
  const ways = WAYS.filter((each) => (each === 'keep' ? isKept : each === 'none' ? isOptional : true))
  const give = (nextWay: Way, text: string) => {
    setWay(nextWay)
    setTyped(text)
    onGiven(secretOf(nextWay, text))
  }
  return (
    <div className="grid gap-3 sm:grid-cols-[1fr_2fr]">
      <SelectField
        label={label}
        value={way}
        onValue={(next) => give(next, '')}
        options={ways.map((value) => ({ value, label: t(`way.${value}`) }))}
      />
      {way === 'keep' && shown !== undefined && (
        <p className="self-end pb-1.5 text-text-2">{t(`set.${shown.from}`, { name: shown.name ?? '' })}</p>
      )}
      {(way === 'value' || way === 'file' || way === 'variable') && (
        <TextField
          label={t(`label.${way}`)}
          type={way === 'value' ? 'password' : 'text'}
          autoComplete="new-password"
          value={typed}
          onText={(text) => give(way, text)}
          fault={fault}
          required
          isMono
        />
      )}
    </div>
  )
}

function secretOf(way: Way, text: string): SecretGiven | undefined {
  switch (way) {
    case 'keep':
      return { keep: true }
    case 'value':
      return { value: text }
    case 'file':
      return { file: text }
    case 'variable':
      return { variable: text }
    case 'none':
      return undefined
  }
}
