/** What a log line of the source carries: never a header, never a token, never an object of the cluster. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>

/** Where the source writes about itself; a pino logger fits. */
export interface SourceLog {
  debug(fields: LogFields, message: string): void
  info(fields: LogFields, message: string): void
  warn(fields: LogFields, message: string): void
}

/** For whoever does not want to hear. */
export const SILENT_LOG: SourceLog = { debug: () => undefined, info: () => undefined, warn: () => undefined }
