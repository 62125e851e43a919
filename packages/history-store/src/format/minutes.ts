/** What happened to Services is summed up by the minute. */
export const MINUTE_MS = 60_000
