import { StatusAnswer, statuses } from './status.ts'

/** How a client wants a collection. Versions are as sent; `undefined` where a parameter is absent or empty. */
export interface ListOptions {
  isWatch: boolean
  resourceVersion: string | undefined
  resourceVersionMatch: 'Exact' | 'NotOlderThan' | undefined
  limit: number
  continueToken: string | undefined
  allowsBookmarks: boolean
  sendsInitialEvents: boolean | undefined
  timeoutSeconds: number | undefined
}

/**
 * Read and judge the query of a LIST or WATCH as the API does.
 * Source: apimachinery meta/internalversion/validation ValidateListOptions.
 *
 * @param isWatchListServed whether the WatchList feature is on; if not, `sendInitialEvents` answers 422
 * @throws {StatusAnswer} 400 for values that cannot be read, 422 for parameters that exclude each other
 */
export function parseListOptions(query: URLSearchParams, isWatchListServed: boolean): ListOptions {
  refuseSelectors(query)
  const options: ListOptions = {
    isWatch: isTrue(query.get('watch')),
    resourceVersion: readVersion(query),
    resourceVersionMatch: readMatch(query),
    limit: readCount(query, 'limit') ?? 0,
    continueToken: query.get('continue') || undefined,
    allowsBookmarks: isTrue(query.get('allowWatchBookmarks')),
    sendsInitialEvents: query.has('sendInitialEvents') ? isTrue(query.get('sendInitialEvents')) : undefined,
    timeoutSeconds: readCount(query, 'timeoutSeconds'),
  }
  const causes = options.isWatch ? watchFaults(options, isWatchListServed) : listFaults(options)
  if (causes.length > 0) throw new StatusAnswer(statuses.invalidListOptions(causes))
  if (options.continueToken !== undefined && options.resourceVersion !== undefined) {
    throw new StatusAnswer(statuses.badRequest('specifying resource version is not allowed when using continue'))
  }
  return options
}

type Cause = { reason: string; field: string; message: string }

const forbidden = (field: string, message: string): Cause => ({
  reason: 'FieldValueForbidden',
  field,
  message: `Forbidden: ${message}`,
})

function watchFaults(options: ListOptions, isWatchListServed: boolean): Cause[] {
  const { sendsInitialEvents, resourceVersionMatch } = options
  if (sendsInitialEvents === undefined) {
    if (resourceVersionMatch === undefined) return []
    return [
      forbidden(
        'resourceVersionMatch',
        'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
      ),
    ]
  }
  if (!isWatchListServed) {
    return [
      forbidden(
        'sendInitialEvents',
        'sendInitialEvents is forbidden for watch unless the WatchList feature gate is enabled',
      ),
    ]
  }
  if (resourceVersionMatch === 'NotOlderThan') return []
  return [forbidden('resourceVersionMatch', 'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan')]
}

function listFaults(options: ListOptions): Cause[] {
  const { resourceVersion, resourceVersionMatch, continueToken, sendsInitialEvents } = options
  const causes: Cause[] = []
  if (sendsInitialEvents !== undefined) {
    causes.push(forbidden('sendInitialEvents', 'sendInitialEvents is forbidden for list'))
  }
  if (resourceVersionMatch === undefined) return causes
  if (resourceVersion === undefined) {
    causes.push(
      forbidden('resourceVersionMatch', 'resourceVersionMatch is forbidden unless resourceVersion is provided'),
    )
  }
  if (continueToken !== undefined) {
    causes.push(forbidden('resourceVersionMatch', 'resourceVersionMatch is forbidden when continue is provided'))
  }
  if (resourceVersionMatch === 'Exact' && resourceVersion === '0') {
    causes.push(forbidden('resourceVersionMatch', 'resourceVersionMatch "exact" is forbidden for resourceVersion "0"'))
  }
  return causes
}

function readVersion(query: URLSearchParams): string | undefined {
  const value = query.get('resourceVersion') || undefined
  if (value === undefined || /^(0|[1-9][0-9]*)$/.test(value)) return value
  throw new StatusAnswer(statuses.badRequest(`resourceVersion: Invalid value: "${value}": not a decimal integer`))
}

function readMatch(query: URLSearchParams): ListOptions['resourceVersionMatch'] {
  const value = query.get('resourceVersionMatch') || undefined
  if (value === undefined || value === 'Exact' || value === 'NotOlderThan') return value
  const message = `Unsupported value: "${value}": supported values: "Exact", "NotOlderThan"`
  const cause = { reason: 'FieldValueNotSupported', field: 'resourceVersionMatch', message }
  throw new StatusAnswer(statuses.invalidListOptions([cause]))
}

function readCount(query: URLSearchParams, name: string): number | undefined {
  const value = query.get(name) || undefined
  if (value === undefined) return undefined
  if (/^[0-9]{1,15}$/.test(value)) return Number(value)
  throw new StatusAnswer(statuses.badRequest(`${name}: Invalid value: "${value}": not a non-negative integer`))
}

/** Filtering is not played here, and answering everything instead would be a lie. */
function refuseSelectors(query: URLSearchParams): void {
  for (const selector of ['labelSelector', 'fieldSelector']) {
    if (query.get(selector))
      throw new StatusAnswer(statuses.badRequest(`${selector} is not served by the demo cluster`))
  }
}

/** Source: strconv.ParseBool as url.Values are converted; a parameter without a value counts as given. */
const isTrue = (value: string | null): boolean =>
  value !== null && !['0', 'f', 'F', 'false', 'False', 'FALSE'].includes(value)
