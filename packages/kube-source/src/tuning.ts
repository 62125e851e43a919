const MINUTE_MS = 60_000
const MIB = 1024 * 1024

/** Every limit and interval of the source (rules B.3 to B.10). Tests shorten them; production takes the defaults. */
export interface Tuning {
  /** `limit` of a LIST page. */
  readonly listPageSize: number
  /** Changes or objects in one message, at most. */
  readonly messageSize: number
  /** Range of `timeoutSeconds` of a watch, whole seconds. */
  readonly watchSeconds: readonly [min: number, max: number]
  /** A watch that outlives its `timeoutSeconds` by this much is dead. */
  readonly watchOverrunMs: number
  /** No line for this long on a kind with bookmarks: the connection is dead. */
  readonly idleAlarmMs: number
  /** A resumed watch without ERROR for this long is live; an HTTP 200 alone proves nothing. */
  readonly confirmationMs: number
  /** After a reconnect, lines may be older than their arrival for this long. */
  readonly catchUpMs: number
  /** Nobody pulled for this long: what waited in the socket meanwhile may be older than its arrival. */
  readonly pauseMs: number
  /** No line and no end bookmark for this long: the server ignores `sendInitialEvents`. */
  readonly initialEventsSilenceMs: number
  /** Changes held back while the initial events of a WatchList are still arriving. */
  readonly maxHeldBackChanges: number
  readonly backoffBaseMs: number
  readonly backoffCapMs: number
  /** A stream healthy for this long starts again with the shortest backoff. */
  readonly backoffResetMs: number
  /** A watch that lived longer than this and ended cleanly is opened again at once. */
  readonly shortLifeMs: number
  /** Longest `Retry-After` that is honoured. */
  readonly maxRetryAfterMs: number
  /** `ResourceVersionTooLarge` for this long: the version is given up. */
  readonly tooLargeVersionMs: number
  /** How often a denied collection is asked for again. */
  readonly reprobeMs: number
  /** How often an absent kind is looked for again. */
  readonly rediscoveryMs: number
  /** The identity of the cluster is asked for at most this often. */
  readonly identityFreshMs: number
  readonly concurrentLoads: number
  /** A request that is no watch must be answered completely in this time. */
  readonly requestTimeoutMs: number
  /** Tries of one LIST page before the whole list is given up. */
  readonly pageAttempts: number
  readonly maxLineBytes: number
  readonly maxAnswerBytes: number
  /** Namespaces tried one by one where the whole cluster is forbidden. */
  readonly maxProbedNamespaces: number
  /** `[0, 1)`: jitter, and the choice of `timeoutSeconds`. */
  readonly random: () => number
}

export const DEFAULT_TUNING: Tuning = {
  listPageSize: 500,
  messageSize: 500,
  watchSeconds: [300, 600],
  watchOverrunMs: 30_000,
  idleAlarmMs: 150_000,
  confirmationMs: 5_000,
  catchUpMs: 2_000,
  pauseMs: 250,
  initialEventsSilenceMs: MINUTE_MS,
  maxHeldBackChanges: 500,
  backoffBaseMs: 800,
  backoffCapMs: 30_000,
  backoffResetMs: 2 * MINUTE_MS,
  shortLifeMs: 1_000,
  maxRetryAfterMs: 5 * MINUTE_MS,
  tooLargeVersionMs: 10_000,
  reprobeMs: 5 * MINUTE_MS,
  rediscoveryMs: 5 * MINUTE_MS,
  identityFreshMs: 10_000,
  concurrentLoads: 5,
  requestTimeoutMs: MINUTE_MS,
  pageAttempts: 4,
  maxLineBytes: 64 * MIB,
  maxAnswerBytes: 256 * MIB,
  maxProbedNamespaces: 500,
  random: Math.random,
}
