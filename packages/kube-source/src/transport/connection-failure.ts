import { ConnectionError, KubeSourceError } from '../errors.ts'

/** What a code of Node, OpenSSL or undici means, after "the API server at https://…". */
const MEANINGS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'broke the connection off',
  EPIPE: 'broke the connection off',
  UND_ERR_SOCKET: 'broke the connection off',
  UND_ERR_ABORTED: 'broke the connection off',
  UND_ERR_CONNECT_TIMEOUT: 'does not answer',
  ETIMEDOUT: 'does not answer',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  ENOTFOUND: 'cannot be found: its name does not resolve',
  EAI_AGAIN: 'cannot be found: its name does not resolve now',
  CERT_HAS_EXPIRED: 'shows a certificate that has expired',
  CERT_NOT_YET_VALID: 'shows a certificate that is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'shows a certificate that the configured authority did not sign',
  SELF_SIGNED_CERT_IN_CHAIN: 'shows a certificate that the configured authority did not sign',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'shows a certificate that the configured authority did not sign',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'shows a certificate that the configured authority did not sign',
  ERR_TLS_CERT_ALTNAME_INVALID: 'shows a certificate for another name',
  ERR_SSL_WRONG_VERSION_NUMBER: 'does not speak TLS on this port',
  HPE_INVALID_CONSTANT: 'does not speak HTTP on this port',
}

/** The network's error as one of ours, with a sentence that names the server. Ours pass unchanged. */
export function connectionFailure(server: string, error: unknown): KubeSourceError {
  if (error instanceof KubeSourceError) return error
  const errno = errnoOf(error)
  const meaning = (errno && MEANINGS[errno]) || `failed: ${messageOf(error)}`
  return new ConnectionError(`the API server at ${server} ${meaning}${errno ? ` (${errno})` : ''}`, errno, {
    cause: error,
  })
}

/** undici wraps the reason of a broken socket; the innermost code says most. */
function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const code: unknown = (error as NodeJS.ErrnoException).code
  return errnoOf(error.cause) ?? (typeof code === 'string' ? code : undefined)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
