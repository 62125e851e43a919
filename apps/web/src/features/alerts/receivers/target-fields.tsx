'use client'

import type { Receiver } from '@portolan/contract'
import type { ReactElement } from 'react'
import { useTranslations } from 'use-intl'
import { faultAt } from '../form/fault-at.ts'
import { SelectField, TextField } from '../form/field.tsx'
import { typedNames } from '../rules/rule-parts.ts'
import { SECRETS, secretAt, shownSecretAt, type Target, withMember } from './receiver-draft.ts'
import { SecretField } from './secret-field.tsx'

interface TargetFieldsProperties {
  readonly target: Target
  /** As it is kept, where it is. */
  readonly receiver: Receiver | undefined
  readonly detail: string | undefined
  readonly onTarget: (target: Target) => void
}

/** Where messages go: the fields of one type of target, its secrets last. */
export function TargetFields(properties: TargetFieldsProperties): ReactElement {
  const { target, receiver, detail, onTarget } = properties
  const t = useTranslations('alerts.receivers')
  return (
    <div className="flex flex-col gap-3">
      <PlainFields {...properties} />
      {SECRETS[target.type].map(({ member, isOptional }) => (
        <SecretField
          key={`${target.type} ${member}`}
          label={t(`field.${member}`)}
          shown={receiver?.target.type === target.type ? shownSecretAt(receiver, member) : undefined}
          given={secretAt(target, member)}
          isOptional={isOptional}
          fault={faultAt(detail, member)}
          onGiven={(given) => onTarget(withMember(target, member, given))}
        />
      ))}
    </div>
  )
}

function PlainFields({ target, detail, onTarget }: TargetFieldsProperties): ReactElement | null {
  const t = useTranslations('alerts.receivers.field')
  const set = (member: string, value: unknown) => onTarget(withMember(target, member, value))
  const text = (member: 'username' | 'host' | 'from', value: string | undefined, isRequired = false) => (
    <TextField
      label={t(member)}
      defaultValue={value ?? ''}
      onText={(typed) => set(member, typed.trim() === '' && !isRequired ? undefined : typed.trim())}
      fault={faultAt(detail, member)}
      required={isRequired}
      isMono
    />
  )
  switch (target.type) {
    case 'alertmanager':
      return (
        <>
          <TextField
            label={t('urls')}
            defaultValue={target.urls.join(', ')}
            onText={(typed) => set('urls', typedNames(typed))}
            fault={faultAt(detail, 'urls')}
            placeholder="http://alertmanager-0:9093, http://alertmanager-1:9093"
            required
            isMono
          />
          {text('username', target.username)}
        </>
      )
    case 'pagerduty':
      return (
        <TextField
          label={t('pagerdutyUrl')}
          defaultValue={target.url ?? ''}
          onText={(typed) => set('url', typed.trim() || undefined)}
          fault={faultAt(detail, 'url')}
          placeholder="https://events.pagerduty.com"
          isMono
        />
      )
    case 'email':
      return (
        <>
          <div className="grid gap-3 sm:grid-cols-[2fr_1fr]">
            {text('host', target.host, true)}
            <TextField
              label={t('port')}
              type="number"
              min={1}
              max={65_535}
              defaultValue={target.port}
              onText={(typed) => set('port', Number(typed))}
              fault={faultAt(detail, 'port')}
              required
            />
          </div>
          <SelectField
            label={t('security')}
            value={target.security}
            onValue={(security) => set('security', security)}
            options={(['starttls', 'tls', 'none'] as const).map((value) => ({
              value,
              label: t(`securities.${value}`),
            }))}
          />
          {text('from', target.from, true)}
          <TextField
            label={t('to')}
            defaultValue={target.to.join(', ')}
            onText={(typed) => set('to', typedNames(typed))}
            fault={faultAt(detail, 'to')}
            required
            isMono
          />
          {text('username', target.username)}
        </>
      )
    default:
      return null
  }
}
