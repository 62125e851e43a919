import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { noSuchPath } from './plugins/problems.ts'

/** A worker obeys the policy of its own file: it loads more of our files, and talks to us. */
const FILE_POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'"
const IMMUTABLE = 'public, max-age=31536000, immutable'

/**
 * The exported UI: pages with a policy that allows exactly the inline scripts written into them, files with a hash in their
 * name for ever, and its own page for what is not there.
 *
 * @param root where the export lies; a note tells how to build it where there is none
 */
export async function serveUi(app: FastifyInstance, root: string | undefined): Promise<void> {
  if (root === undefined || !existsSync(path.join(root, 'index.html'))) {
    serveNote(app)
    return
  }
  const policies = pagePolicies(root)
  await app.register(fastifyStatic, {
    root,
    index: ['index.html'],
    redirect: true,
    etag: true,
    lastModified: false,
    cacheControl: false,
    setHeaders(reply, file) {
      reply.header('content-security-policy', policies.get(file) ?? FILE_POLICY)
      reply.header('cache-control', isHashed(root, file) ? IMMUTABLE : 'no-cache')
    },
  })
  const hasOwnPage = existsSync(path.join(root, '404.html'))
  app.setNotFoundHandler((request, reply) => {
    if (!isPageVisit(request) || !hasOwnPage) throw noSuchPath(request)
    return reply.code(404).sendFile('404.html')
  })
}

/** Whether a path outside the API was asked for as a page or one of its files. */
function isPageVisit({ method, url }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && !url.startsWith('/api') && !url.startsWith('/socket.io')
}

function isHashed(root: string, file: string): boolean {
  return file.startsWith(path.join(root, '_next', 'static') + path.sep)
}

/** By file: a policy with the hash of every inline script of the page, and no other. */
function pagePolicies(root: string): ReadonlyMap<string, string> {
  const pages = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.html'))
  return new Map(pages.map((page) => [path.join(root, page), policyOf(readFileSync(path.join(root, page), 'utf8'))]))
}

function policyOf(html: string): string {
  const hashes = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  )
  return [
    "default-src 'self'",
    `script-src ${["'self'", ...new Set(hashes)].join(' ')}`,
    "worker-src 'self'",
    // Positions and sizes are set as style attributes; a style cannot read or send anything under this policy.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
}

function serveNote(app: FastifyInstance): void {
  const note =
    'Portolan runs, but its UI is not built: run npm run build in the repository.\nThe REST API is at /api/docs.\n'
  app.get('/', { schema: { hide: true } }, async (_request, reply: FastifyReply) => reply.type('text/plain').send(note))
  app.setNotFoundHandler((request) => {
    throw noSuchPath(request)
  })
}
