import type { NewReceiver, Receiver } from '@portolan/contract'

export type Target = NewReceiver['target']
export type TargetType = Target['type']
export type SecretGiven = Exclude<Extract<Target, { type: 'slack' }>['url'], undefined>
export type SecretShown = Extract<Receiver['target'], { type: 'slack' }>['url']

export const TARGET_TYPES = [
  'alertmanager',
  'webhook',
  'slack',
  'discord',
  'teams',
  'pagerduty',
  'email',
] as const satisfies readonly TargetType[]

type SecretMember = 'url' | 'password' | 'token' | 'signingKey' | 'routingKey'

/** Members of a target that are secrets; an optional one may be left out. */
export const SECRETS: Readonly<
  Record<TargetType, readonly { readonly member: SecretMember; readonly isOptional: boolean }[]>
> = {
  alertmanager: [
    { member: 'password', isOptional: true },
    { member: 'token', isOptional: true },
  ],
  webhook: [
    { member: 'url', isOptional: false },
    { member: 'signingKey', isOptional: true },
  ],
  slack: [{ member: 'url', isOptional: false }],
  discord: [{ member: 'url', isOptional: false }],
  teams: [{ member: 'url', isOptional: false }],
  pagerduty: [{ member: 'routingKey', isOptional: false }],
  email: [{ member: 'password', isOptional: true }],
}

/** A target that says nothing yet. */
export function emptyTarget(type: TargetType): Target {
  const empty: SecretGiven = { value: '' }
  switch (type) {
    case 'alertmanager':
      return { type, urls: [] }
    case 'webhook':
    case 'slack':
    case 'discord':
    case 'teams':
      return { type, url: empty }
    case 'pagerduty':
      return { type, routingKey: empty }
    case 'email':
      return { type, host: '', port: 587, security: 'starttls', from: '', to: [] }
  }
}

/** A receiver as it would be written back: its secrets stay as they are. */
export function draftOf({ id: _, health: __, target, ...settings }: Receiver): NewReceiver {
  const secrets = new Set<string>(SECRETS[target.type].map(({ member }) => member))
  const kept = Object.entries(target).flatMap(([member, value]): [string, unknown][] => {
    if (!secrets.has(member)) return [[member, value]]
    return (value as SecretShown).set ? [[member, { keep: true }]] : []
  })
  return { ...settings, target: Object.fromEntries(kept) as Target }
}

/** The secret at a member of a target; `undefined` where it is left out. */
export function secretAt(target: Target, member: string): SecretGiven | undefined {
  return (target as unknown as Readonly<Record<string, SecretGiven | undefined>>)[member]
}

/** How a secret that is kept was given; `undefined` of a new receiver, or where there is none. */
export function shownSecretAt(receiver: Receiver | undefined, member: string): SecretShown | undefined {
  const target = receiver?.target as unknown as Readonly<Record<string, SecretShown | undefined>> | undefined
  return target?.[member]
}

/** The target with another value at a member, or without it. */
export function withMember(target: Target, member: string, value: unknown): Target {
  const { [member]: _, ...rest } = target as unknown as Readonly<Record<string, unknown>>
  return (value === undefined ? rest : { ...rest, [member]: value }) as unknown as Target
}

export function newReceiver(): NewReceiver {
  return { name: '', enabled: true, matcher: {}, perMinute: 30, language: 'en', target: emptyTarget('slack') }
}
