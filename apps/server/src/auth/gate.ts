import type { Clock } from '@portolan/pipeline/ports'
import { UnauthenticatedError } from '../errors.ts'
import type { Credentials } from './credentials.ts'

export const SESSION_COOKIE = 'portolan_session'

/** What is shown to be let in: the headers of a request, or of the handshake of a socket. */
export interface ShownHeaders {
  readonly authorization?: string | undefined
  readonly cookie?: string | undefined
}

/** Whether somebody may come in. */
export type Gate = (shown: ShownHeaders) => boolean

/** Everybody: `--auth none`. */
export const openGate: Gate = () => true

export interface TokenGateOptions {
  readonly credentials: Credentials
  readonly clock: Pick<Clock, 'now'>
  /** A `Cookie` header → its cookies. */
  readonly parseCookie: (header: string) => Readonly<Record<string, string | undefined>>
}

/** Holders of the token (`Authorization: Bearer …`) or of a session cookie: `--auth token`. */
export function tokenGate({ credentials, clock, parseCookie }: TokenGateOptions): Gate {
  return ({ authorization, cookie }) => {
    const bearer = /^bearer +(\S+)$/i.exec(authorization ?? '')?.[1]
    if (bearer !== undefined) return credentials.isToken(bearer)
    const session = parseCookie(cookie ?? '')[SESSION_COOKIE]
    return session !== undefined && credentials.isSession(session, clock.now())
  }
}

/** @throws {UnauthenticatedError} nothing that opens the gate was shown */
export function requireEntry(gate: Gate, shown: ShownHeaders): void {
  if (gate(shown)) return
  throw new UnauthenticatedError('Send the token as "Authorization: Bearer …", or sign in at /login.')
}
