import type { Clock, Notifier, ReceiverTarget, SendOutcome } from '@portolan/pipeline/ports'
import { NotifierError, SecretError } from './errors.ts'
import { cut, renderOrDefault } from './message/message-templates.ts'
import { messageView, type TellSentence } from './message/message-view.ts'
import type { ReadSecret } from './secrets/secret-reader.ts'
import { alertmanagerMessages, alertmanagerOutcome } from './targets/alertmanager.ts'
import { discordMessage, slackMessage, teamsMessage } from './targets/chat.ts'
import { sendEmail } from './targets/email.ts'
import { pagerdutyMessage } from './targets/pagerduty.ts'
import type { OutgoingMessage } from './targets/target-message.ts'
import { webhookMessage } from './targets/webhook.ts'
import type { IsAllowedHost } from './transport/guarded-lookup.ts'
import { type HttpMessage, HttpSender } from './transport/http-sender.ts'

const TIMEOUT_MS = 15_000
const ANSWER_LENGTH = 1000
/** Shorter parts of an address are words that may be in any answer. */
const SHORTEST_SECRET = 6

export interface NotifierOptions {
  readonly clock: Pick<Clock, 'now'>
  readonly readSecret: ReadSecret
  readonly tell: TellSentence
  /** Hosts that may be called although they are link-local or metadata addresses. Default: none. */
  readonly isAllowedHost?: IsAllowedHost
  /** For one attempt; default 15 s. */
  readonly timeoutMs?: number
}

/** A notifier, and the end of its connections. */
export interface ClosableNotifier extends Notifier {
  close(): Promise<void>
}

/** Tells receivers of every type. Each attempt reads the secrets anew; no outcome holds one. */
export function createNotifier(options: NotifierOptions): ClosableNotifier {
  const isAllowedHost = options.isAllowedHost ?? (() => false)
  const { timeoutMs = TIMEOUT_MS } = options
  const http = new HttpSender({ ...options, isAllowedHost, timeoutMs })

  async function attempt(target: ReceiverTarget, outgoing: OutgoingMessage, signal: AbortSignal): Promise<SendOutcome> {
    if (target.type === 'email') return sendEmail(target, outgoing, { isAllowedHost, timeoutMs, signal })
    const outcomes = await Promise.all(httpMessages(target, outgoing).map((message) => http.post(message, signal)))
    return alertmanagerOutcome(outcomes)
  }

  return {
    async send(receiver, delivery, signal) {
      const secrets = new Set<string>()
      const readSecret: ReadSecret = (ref) => {
        const secret = options.readSecret(ref)
        secrets.add(secret)
        return secret
      }
      const outcome = await attemptOrFault(async () => {
        const view = messageView(delivery.notification, receiver.language, options.tell)
        const { fault, ...text } = renderOrDefault(receiver.template, view, receiver.language)
        const outgoing = { delivery, view, text, readSecret, now: options.clock.now() }
        const came = await attempt(receiver.target, outgoing, signal)
        return fault === undefined ? came : { ...came, answer: `${fault.message} ${came.answer}` }
      })
      return { ...outcome, answer: cut(withoutSecrets(outcome.answer, secrets), ANSWER_LENGTH) }
    },
    close: () => http.close(),
  }
}

/** What is wrong with the configuration is told in the answer; anything else is a fault of this program. */
async function attemptOrFault(attempt: () => Promise<SendOutcome>): Promise<SendOutcome> {
  try {
    return await attempt()
  } catch (error) {
    if (error instanceof SecretError) return { type: 'try-again', answer: error.message }
    if (error instanceof NotifierError) return { type: 'refused', answer: error.message }
    throw error
  }
}

function httpMessages(target: Exclude<ReceiverTarget, { type: 'email' }>, outgoing: OutgoingMessage): HttpMessage[] {
  switch (target.type) {
    case 'alertmanager':
      return alertmanagerMessages(target, outgoing)
    case 'webhook':
      return [webhookMessage(target, outgoing)]
    case 'slack':
      return [slackMessage(target, outgoing)]
    case 'discord':
      return [discordMessage(target, outgoing)]
    case 'teams':
      return [teamsMessage(target, outgoing)]
    case 'pagerduty':
      return [pagerdutyMessage(target, outgoing)]
  }
}

/** Receivers like to repeat what they were sent. The longest first, so that none is left in pieces. */
function withoutSecrets(answer: string, secrets: ReadonlySet<string>): string {
  const longestFirst = [...secrets].flatMap(partsOf).sort((a, b) => b.length - a.length)
  return longestFirst.reduce((text, secret) => text.replaceAll(secret, '•••'), answer)
}

/** Of an address that is secret, what is secret in it: a server that refuses tells the path, not the host. */
function partsOf(secret: string): string[] {
  if (!URL.canParse(secret)) return [secret]
  const { pathname, search, searchParams, username, password } = new URL(secret)
  const words = [...pathname.split('/'), ...searchParams.values(), username, password]
  const parts = [pathname, search, ...words, ...words.map(decoded)].filter((part) => part.length >= SHORTEST_SECRET)
  return [secret, ...parts]
}

function decoded(word: string): string {
  return new URLSearchParams(`word=${word.replaceAll('+', '%2B')}`).get('word') ?? word
}
