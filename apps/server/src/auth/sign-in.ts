import cookie from '@fastify/cookie'
import type { Clock } from '@portolan/pipeline/ports'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { TooManyRequestsError } from '../errors.ts'
import { AttemptLimit } from './attempt-limit.ts'
import { type Credentials, credentialsFor, SESSION_MS } from './credentials.ts'
import { type Gate, openGate, requireEntry, SESSION_COOKIE, tokenGate } from './gate.ts'
import { LOGIN_POLICY, loginPage, safeNext } from './login-page.ts'

/** Open to everybody: whether the process lives, and the way in. */
const OPEN_PATHS = new Set(['/healthz', '/readyz', '/login'])

export interface SignInOptions {
  readonly auth: { readonly mode: 'none' } | { readonly mode: 'token'; readonly token: string }
  readonly clock: Clock
}

/**
 * Closes every path but health and sign-in to whoever does not know the token.
 * @returns the gate, for sockets
 */
export async function closeToStrangers(app: FastifyInstance, { auth, clock }: SignInOptions): Promise<Gate> {
  if (auth.mode === 'none') return openGate
  const credentials = credentialsFor(auth.token)
  await app.register(cookie)
  const gate = tokenGate({ credentials, clock, parseCookie: (header) => app.parseCookie(header) })
  app.addHook('onRequest', async (request, reply) => {
    const [path = '/'] = request.url.split('?', 1)
    if (OPEN_PATHS.has(path)) return
    if (isVisit(request, path) && !gate(request.headers)) {
      return reply.redirect(`/login?next=${encodeURIComponent(request.url)}`, 303)
    }
    requireEntry(gate, request.headers)
  })
  addSignInRoutes(app, { credentials, clock })
  return gate
}

/** A person who opens a page, as opposed to a page or program that asks for data. */
function isVisit(request: FastifyRequest, path: string): boolean {
  return request.method === 'GET' && !path.startsWith('/api/v1') && (request.headers.accept ?? '').includes('text/html')
}

interface SignInRoutes {
  readonly credentials: Credentials
  readonly clock: Clock
}

function addSignInRoutes(app: FastifyInstance, { credentials, clock }: SignInRoutes): void {
  const attempts = new AttemptLimit(clock)
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(String(body))))
  })
  app.get<{ Querystring: { next?: unknown } }>('/login', { schema: { hide: true } }, (request, reply) => {
    return sendPage(reply, { next: safeNext(text(request.query.next)) })
  })
  app.post<{ Body: Record<string, unknown> | undefined }>('/login', { schema: { hide: true } }, (request, reply) => {
    const waitSeconds = attempts.attempt(request.ip)
    if (waitSeconds !== undefined) {
      throw new TooManyRequestsError('Too many attempts to sign in: wait a minute, then try again.', waitSeconds)
    }
    const next = safeNext(text(request.body?.next))
    if (!credentials.isToken(text(request.body?.token) ?? '')) {
      return sendPage(reply.code(401), { next, complaint: 'That is not the token.' })
    }
    attempts.forgive(request.ip)
    reply.setCookie(SESSION_COOKIE, credentials.newSession(clock.now()), {
      httpOnly: true,
      sameSite: 'strict',
      path: '/',
      maxAge: SESSION_MS / 1000,
    })
    return reply.redirect(next, 303)
  })
  app.post('/logout', { schema: { hide: true } }, (_request, reply) => {
    return reply.clearCookie(SESSION_COOKIE, { httpOnly: true, sameSite: 'strict', path: '/' }).redirect('/login', 303)
  })
}

function sendPage(reply: FastifyReply, page: { next: string; complaint?: string }): FastifyReply {
  return reply
    .headers({ 'content-security-policy': LOGIN_POLICY, 'cache-control': 'no-store' })
    .type('text/html; charset=utf-8')
    .send(loginPage(page))
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
