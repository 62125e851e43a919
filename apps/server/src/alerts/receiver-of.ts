import type { NewReceiver } from '@portolan/contract'
import { renderMessage, TemplateError } from '@portolan/notifier'
import type { Receiver, ReceiverTarget, SecretRef } from '@portolan/pipeline/ports'
import { BadRequestError } from '../errors.ts'
import { sampleView } from './message-sample.ts'
import { requireTimeZone } from './time-zone.ts'
import { withoutUndefined } from './without-undefined.ts'

/** Members of a target that are secret, by its type. */
const SECRETS = {
  alertmanager: ['password', 'token'],
  webhook: ['url', 'signingKey'],
  slack: ['url'],
  discord: ['url'],
  teams: ['url'],
  pagerduty: ['routingKey'],
  email: ['password'],
} as const satisfies Record<ReceiverTarget['type'], readonly string[]>

const PAGERDUTY_URL = 'https://events.pagerduty.com/v2/enqueue'
/** A secret that may not be told to a receiver, whoever asks for it. */
const OWN_TOKEN = 'PORTOLAN_AUTH_TOKEN'

type SecretGiven = Exclude<Extract<NewReceiver['target'], { type: 'slack' }>['url'], undefined>

export interface ReceiverParts {
  readonly id: string
  /** What is there under this id: `{ keep: true }` keeps secrets of it. */
  readonly before: Receiver | undefined
  readonly seal: (secret: string) => string
}

/**
 * A receiver as it is kept, its secrets sealed.
 *
 * @throws {BadRequestError} its template or time zone cannot be used, or a secret is to be kept that is not there
 */
export function receiverOf(given: NewReceiver, parts: ReceiverParts): Receiver {
  const { name, enabled, matcher, template, quietHours, perMinute, language } = given
  if (template) requireTemplate(template, language)
  if (quietHours) {
    requireTimeZone(quietHours.timeZone, 'quietHours.timeZone')
    if (quietHours.start === quietHours.end)
      throw new BadRequestError('quietHours end when they begin: leave them out, or choose another end.')
  }
  return {
    ...{ id: parts.id, name, enabled, perMinute, language },
    matcher: withoutUndefined(matcher),
    target: targetOf(given.target, parts),
    ...(template && { template }),
    ...(quietHours && { quietHours }),
  }
}

function targetOf(target: NewReceiver['target'], parts: ReceiverParts): ReceiverTarget {
  const secret: readonly string[] = SECRETS[target.type]
  const kept = Object.entries(withoutUndefined(target)).map(([member, value]) => [
    member,
    secret.includes(member) ? secretOf(value as SecretGiven, { type: target.type, member, ...parts }) : value,
  ])
  const defaults = target.type === 'pagerduty' ? { url: PAGERDUTY_URL } : {}
  return { ...defaults, ...Object.fromEntries(kept) } as ReceiverTarget
}

interface SecretPlace extends ReceiverParts {
  readonly type: ReceiverTarget['type']
  readonly member: string
}

function secretOf(given: SecretGiven, { type, member, before, seal }: SecretPlace): SecretRef {
  if ('value' in given) return { from: 'sealed', sealed: seal(given.value) }
  if ('file' in given) return { from: 'file', path: given.file }
  if ('variable' in given) {
    if (given.variable !== OWN_TOKEN) return { from: 'variable', name: given.variable }
    throw new BadRequestError(`target.${member}: ${OWN_TOKEN} opens Portolan itself and is told to nobody.`)
  }
  const kept =
    before?.target.type === type ? (before.target as unknown as Record<string, SecretRef>)[member] : undefined
  if (kept !== undefined) return kept
  throw new BadRequestError(`target.${member} cannot be kept: there is none yet, so give its value, file or variable.`)
}

/** @throws {BadRequestError} it says where the fault is */
export function requireTemplate(template: NonNullable<Receiver['template']>, language: Receiver['language']): void {
  try {
    renderMessage(template, sampleView(language))
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error
    throw new BadRequestError(error.message, { cause: error })
  }
}
