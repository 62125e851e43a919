import { ApiStatusError, KubeSourceError } from '../errors.ts'

/** What a stream was doing when it failed. */
export type Activity = 'checking' | 'listing' | 'watch-listing' | 'watching'

/** What to do about a failure. */
export type Reaction =
  /** Wait, then go on from the same version. */
  | { readonly do: 'wait'; readonly retryAfterMs?: number }
  /** The server no longer has the changes since our version. */
  | { readonly do: 'reload' }
  /** This API server does not know our version yet. */
  | { readonly do: 'wait-for-version'; readonly retryAfterMs?: number }
  /** The server has no WatchList. */
  | { readonly do: 'list-instead' }
  | { readonly do: 'denied' }
  /** The collection is not there: look again which kinds are. */
  | { readonly do: 'rediscover' }

const TOO_LARGE = 'ResourceVersionTooLarge'
const TOO_LARGE_MESSAGE = 'Too large resource version'

/**
 * Table B.6. The same for an HTTP status and for an ERROR line inside a 200.
 * @throws the error itself when it is none of this package's: a fault of ours, which waiting does not cure
 */
export function reactionTo(error: unknown, activity: Activity): Reaction {
  if (!(error instanceof KubeSourceError)) throw error
  if (!(error instanceof ApiStatusError)) return { do: 'wait' }
  if (isTooLarge(error)) return { do: 'wait-for-version', ...retryAfterOf(error) }
  if (isExpired(error)) return activity === 'watching' ? { do: 'reload' } : { do: 'wait' }
  switch (error.status) {
    case 403:
      return { do: 'denied' }
    case 404:
      return { do: 'rediscover' }
    case 400:
    case 422:
      return reactionToInvalid(activity)
    default:
      return { do: 'wait', ...retryAfterOf(error) }
  }
}

/** 410 with reason Expired (of a version) or Gone (of a page): what was asked for is no longer there. */
export function isExpired({ status, reason }: ApiStatusError): boolean {
  return status === 410 || reason === 'Expired' || reason === 'Gone'
}

/** A version the server cannot read is as lost as one it no longer has. */
function reactionToInvalid(activity: Activity): Reaction {
  if (activity === 'watch-listing') return { do: 'list-instead' }
  return activity === 'watching' ? { do: 'reload' } : { do: 'wait' }
}

function isTooLarge({ status, causes, message }: ApiStatusError): boolean {
  return status === 504 && (message.includes(TOO_LARGE_MESSAGE) || causes.some(({ reason }) => reason === TOO_LARGE))
}

function retryAfterOf({ retryAfterMs }: ApiStatusError): { readonly retryAfterMs?: number } {
  return retryAfterMs === undefined ? {} : { retryAfterMs }
}
