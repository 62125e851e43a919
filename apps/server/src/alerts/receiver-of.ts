import type { NewReceiver } from '@portolan/contract'
import { renderMessage, SecretError, TemplateError } from '@portolan/notifier'
import type { Receiver, ReceiverTarget, SecretRef } from '@portolan/pipeline/ports'
import { BadRequestError } from '../errors.ts'
import type { AlertingParts } from './alerting-parts.ts'
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

type SecretGiven = Exclude<Extract<NewReceiver['target'], { type: 'slack' }>['url'], undefined>

export interface ReceiverParts extends Pick<AlertingParts, 'sealer' | 'places'> {
  readonly id: string
  /** What is there under this id: `{ keep: true }` keeps secrets of it. */
  readonly before: Receiver | undefined
}

/**
 * A receiver as it is kept, its secrets sealed.
 *
 * @throws {BadRequestError} its template or time zone cannot be used, a secret is to be kept that is not there, or lies where
 *   receivers may not take one from
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

function secretOf(given: SecretGiven, { type, member, before, sealer, places }: SecretPlace): SecretRef {
  const place = `target.${member}`
  if ('value' in given) return { from: 'sealed', sealed: sealer.seal(given.value) }
  if ('file' in given) return { from: 'file', path: allowed(place, () => places.fileNamed(given.file)) }
  if ('variable' in given) return { from: 'variable', name: allowed(place, () => places.variableNamed(given.variable)) }
  const kept =
    before?.target.type === type ? (before.target as unknown as Record<string, SecretRef>)[member] : undefined
  if (kept !== undefined) return kept
  throw new BadRequestError(`${place} cannot be kept: there is none yet, so give its value, file or variable.`)
}

function allowed(place: string, named: () => string): string {
  try {
    return named()
  } catch (error) {
    if (error instanceof SecretError) throw new BadRequestError(`${place}: ${error.message}`, { cause: error })
    throw error
  }
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
