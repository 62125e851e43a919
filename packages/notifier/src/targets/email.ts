import { createHash } from 'node:crypto'
import { isIP } from 'node:net'
import type { SendOutcome } from '@portolan/pipeline/ports'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { type IsAllowedHost, resolveGuarded } from '../transport/guarded-lookup.ts'
import type { OutgoingMessage, TargetOf } from './target-message.ts'

const TIMEOUT_MS = 15_000

/**
 * One mail by SMTP. All mails of an incident are one thread; the `Message-ID` is that of the message, not of the attempt, so a
 * mailbox that got it twice can tell.
 *
 * @throws {AddressRefusedError}
 */
export async function sendEmail(
  target: TargetOf<'email'>,
  outgoing: OutgoingMessage,
  { isAllowedHost, signal }: { readonly isAllowedHost: IsAllowedHost; readonly signal: AbortSignal },
): Promise<SendOutcome> {
  const password = target.password && outgoing.readSecret(target.password)
  const address = await resolveGuarded(target.host, isAllowedHost)
  if (address === undefined) return { type: 'try-again', answer: `The name ${target.host} does not resolve.` }
  const transport = createTransport({
    host: address,
    port: target.port,
    secure: target.security === 'tls',
    requireTLS: target.security === 'starttls',
    ignoreTLS: target.security === 'none',
    ...(isIP(target.host) === 0 && { tls: { servername: target.host } }),
    ...(target.username !== undefined && { auth: { user: target.username, pass: password ?? '' } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const stop = () => transport.close()
  signal.addEventListener('abort', stop, { once: true })
  try {
    const info = await transport.sendMail(mailOf(target, outgoing))
    return { type: 'delivered', status: 250, answer: info.response }
  } catch (error) {
    return smtpFault(error)
  } finally {
    signal.removeEventListener('abort', stop)
    transport.close()
  }
}

function mailOf(target: TargetOf<'email'>, { delivery, text, view }: OutgoingMessage): SendMailOptions {
  const thread = messageId(delivery.incident)
  return {
    from: target.from,
    to: [...target.to],
    subject: `[Portolan] ${text.title}`,
    text: text.body,
    messageId: messageId(delivery.idempotencyKey),
    inReplyTo: thread,
    references: [thread],
    headers: { 'X-Portolan-Severity': view.severity, 'Auto-Submitted': 'auto-generated' },
  }
}

/** 5xx: the server understood and refused. Everything else may pass. */
function smtpFault(error: unknown): SendOutcome {
  const answer = error instanceof Error ? error.message : String(error)
  const status = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : undefined
  if (status === undefined) return { type: 'try-again', answer }
  return { type: status >= 500 ? 'refused' : 'try-again', status, answer }
}

function messageId(of: string): string {
  return `<${createHash('sha256').update(of).digest('hex').slice(0, 32)}@portolan.invalid>`
}
