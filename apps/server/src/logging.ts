import { type Logger, pino } from 'pino'
import pretty from 'pino-pretty'
import type { ServerConfig } from './config.ts'

/** Whatever a log line is made of, these never get into it. */
const SECRETS = ['authorization', 'cookie', 'token', 'password', 'headers', 'req.headers', 'res.headers', 'err.headers']

/** Lines for people on a terminal, JSON for everything else; on stdout, so that stderr is for refusals alone. */
export function createLogger(level: ServerConfig['logLevel'], output: NodeJS.WriteStream = process.stdout): Logger {
  const options = { level, redact: SECRETS }
  if (!output.isTTY) return pino(options, output)
  return pino(
    options,
    pretty({ destination: output, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss.l', sync: true }),
  )
}

/** For a library that tells more than anybody asked for: its warnings and errors only. */
export function warningsOf(log: Logger, part: string): Logger {
  return log.child({ part }, { level: log.isLevelEnabled('warn') ? 'warn' : log.level })
}
