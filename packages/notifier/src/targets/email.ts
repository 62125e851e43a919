import { createHash } from 'node:crypto'
import { isIP, Socket } from 'node:net'
import type { SendOutcome } from '@portolan/pipeline/ports'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { type IsAllowedHost, resolveGuarded } from '../transport/guarded-lookup.ts'
import type { OutgoingMessage, TargetOf } from './target-message.ts'

/** How mail is sent. */
export interface EmailSending {
  readonly isAllowedHost: IsAllowedHost
  /** For name, connection and all answers together. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
}

/**
 * One mail by SMTP. All mails of an incident are one thread; the `Message-ID` is that of the message, not of the attempt, so a
 * mailbox that got it twice can tell.
 *
 * @throws {AddressRefusedError}
 */
export async function sendEmail(
  target: TargetOf<'email'>,
  outgoing: OutgoingMessage,
  { isAllowedHost, timeoutMs, signal }: EmailSending,
): Promise<SendOutcome> {
  const password = target.password && outgoing.readSecret(target.password)
  const limit = AbortSignal.timeout(timeoutMs)
  const ending = AbortSignal.any([signal, limit])
  const given = (): SendOutcome => ({
    type: 'try-again',
    answer: limit.aborted ? `No answer within ${timeoutMs / 1000} s.` : 'It was stopped before there was an answer.',
  })
  const address = await Promise.race([resolveGuarded(target.host, isAllowedHost), aborted(ending)])
  if (address === undefined) return { type: 'try-again', answer: `The name ${target.host} does not resolve.` }
  if (ending.aborted || address === 'aborted') return given()
  const socket = attemptSocket(ending)
  const transport = createTransport({
    socket,
    host: address,
    port: target.port,
    secure: target.security === 'tls',
    requireTLS: target.security === 'starttls',
    ignoreTLS: target.security === 'none',
    ...(isIP(target.host) === 0 && { tls: { servername: target.host } }),
    ...(target.username !== undefined && { auth: { user: target.username, pass: password ?? '' } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    const info = await Promise.race([transport.sendMail(mailOf(target, outgoing)), aborted(ending)])
    return info === 'aborted' ? given() : { type: 'delivered', status: 250, answer: info.response }
  } catch (error) {
    return ending.aborted ? given() : smtpFault(error)
  } finally {
    transport.close()
    socket.destroy()
  }
}

/**
 * It may end before the transport listens to it, and then its errors are nobody's; nor does it open any more, though the
 * transport connects it only afterwards.
 */
function attemptSocket(ending: AbortSignal): Socket {
  const socket = new Socket()
  socket.on('error', () => undefined)
  socket.on('connect', () => ending.aborted && socket.destroy())
  return socket
}

function aborted(signal: AbortSignal): Promise<'aborted'> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve('aborted'), { once: true }))
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
