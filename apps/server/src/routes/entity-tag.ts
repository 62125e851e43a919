import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'

/** What an answer is made of. */
export interface AnswerState {
  readonly seq: number
  /** What else the answer depends on beside the log, as text; absent or empty where nothing else matters just now. */
  readonly beside?: string
}

/**
 * Marks the answer with the `seq` as its `ETag`, and says whether the client has it already: then 304 is the answer.
 *
 * Weak, because compression and the `at` of "now" make other bytes of the same facts.
 */
export function isKnownToClient(request: FastifyRequest, reply: FastifyReply, state: AnswerState): boolean {
  const tag = entityTag(state)
  reply.headers({ etag: tag, 'cache-control': 'private, no-cache' })
  const known = request.headers['if-none-match']
  return known?.split(',').some((candidate) => isSame(candidate.trim(), tag)) ?? false
}

/** The client has it already. */
export function sendNotModified(reply: FastifyReply): FastifyReply {
  return reply.code(304).send()
}

function entityTag({ seq, beside = '' }: AnswerState): string {
  if (beside === '') return `W/"${seq}"`
  return `W/"${seq}-${createHash('sha256').update(beside).digest('base64url').slice(0, 8)}"`
}

/** Weak comparison (RFC 9110, 8.8.3.2). */
function isSame(candidate: string, tag: string): boolean {
  return candidate === '*' || candidate.replace(/^W\//, '') === tag.replace(/^W\//, '')
}
