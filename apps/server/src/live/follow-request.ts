import { FollowRequest } from '@portolan/contract'
import { WATCHED_RESOURCES, type WatchedKind } from '@portolan/domain'
import { BadRequestError, UnknownKindError } from '../errors.ts'
import type { ChangeFilter } from './change-filter.ts'

/** A `follow`, checked. */
export interface Follow {
  readonly detail: 'changes' | 'services'
  readonly filter: ChangeFilter
  /** Absent: from now on. */
  readonly after: number | undefined
}

/** @throws {BadRequestError | UnknownKindError} not a request, or one that asks for what there is not */
export function parseFollow(request: unknown): Follow {
  const parsed = FollowRequest.safeParse(request ?? {})
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new BadRequestError(`follow: ${issue?.path.join('.') || 'the request'}: ${issue?.message ?? 'is not valid'}.`)
  }
  const { detail, after, kinds, namespaces } = parsed.data
  if (detail === 'services' && kinds !== undefined) {
    throw new BadRequestError('follow: kinds does not go with detail "services", whose rows are of Services only.')
  }
  return {
    detail,
    after,
    filter: {
      ...(kinds !== undefined && { kinds: kinds.map(watchedKind) }),
      ...(namespaces !== undefined && { namespaces }),
    },
  }
}

function watchedKind(kind: string): WatchedKind {
  const found = WATCHED_RESOURCES.find((resource) => resource.kind === kind)
  if (found === undefined) throw new UnknownKindError(`follow: Portolan does not watch a kind ${kind.slice(0, 64)}.`)
  return found.kind
}
