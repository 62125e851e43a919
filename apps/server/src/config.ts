import { homedir } from 'node:os'
import path from 'node:path'
import type { AnyAlertRule } from '@portolan/domain'
import { readRuleFile } from './alerts/rule-file.ts'
import { type Given, readCommandLine } from './configuration/command-line.ts'
import { lastGiven, optional } from './configuration/last-given.ts'
import { type Moment, parseMoment } from './configuration/moment.ts'
import { type AuthConfig, readAuth } from './configuration/read-auth.ts'
import { readWait } from './configuration/read-wait.ts'
import {
  isLoopback,
  parseChoice,
  parseHost,
  parseNamespace,
  parseOrigin,
  parsePort,
  parsePublicUrl,
  parseRetention,
  parseSize,
  parseSwitch,
} from './configuration/setting-values.ts'
import { StartRefusedError } from './errors.ts'
import type { WaitOptions } from './rollout-wait/wait-options.ts'
import { VERSION } from './version.ts'

export type { AuthConfig } from './configuration/read-auth.ts'

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Whose log is meant, and where it lies. */
export interface LogConfig {
  readonly cluster: {
    readonly kubeconfig?: string
    readonly context?: string
    /** Asked for; without it the demo still starts where no cluster is configured. */
    readonly demo: boolean
  }
  /** Absolute. */
  readonly dataDirectory: string
  /** Nobody named the directory: it is shared by all clusters, each gets a place of its own in it. */
  readonly isDataDirectoryShared: boolean
}

/** How to be reached, by whom, and how much to tell. */
export interface ServingConfig {
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  readonly auth: AuthConfig
  readonly logLevel: (typeof LOG_LEVELS)[number]
  /** Origin of a development server of the UI. */
  readonly devOrigin?: string
}

/** Everything that can be set of a start, parsed once. */
export interface ServerConfig extends LogConfig, ServingConfig {
  readonly cluster: LogConfig['cluster'] & {
    /** Empty: all. */
    readonly namespaces: readonly string[]
  }
  readonly retentionMs: number
  readonly maxBytes: number
  readonly alerting: AlertingConfig
}

export interface AlertingConfig {
  /** Rules of a file, which are asked before those that are stored. */
  readonly fileRules: readonly AnyAlertRule[]
  /** Where people reach Portolan. */
  readonly publicUrl?: string
  /** Hosts that may be called although their address is link-local or of a metadata service. */
  readonly allowedHosts: readonly string[]
  /** Absolute paths: receivers may take secrets from files in them. */
  readonly secretDirectories: readonly string[]
  /** The environment: secrets of receivers may be in it. */
  readonly variables: Environment
}

export interface ExportConfig extends LogConfig {
  readonly from: Moment
  /** Absent: the end of the log. */
  readonly to?: Moment
  /** Empty: all. */
  readonly namespaces: readonly string[]
  readonly redactNames: boolean
  /** Absent: standard output. */
  readonly output?: string
}

/** Which stretch of a log is judged anew, and by which rules. */
export interface ReplayConfig extends LogConfig {
  /** Absent: the begin of the log. */
  readonly from?: Moment
  /** Absent: the end of the log. */
  readonly to?: Moment
  /** Asked before the defaults. */
  readonly fileRules: readonly AnyAlertRule[]
  readonly json: boolean
}

export interface OpenConfig extends ServingConfig {
  /** The bundle. */
  readonly file: string
}

/** What to do: print a text and end, or one of the commands. */
export type Invocation =
  | { readonly action: 'print'; readonly text: string }
  | { readonly action: 'start'; readonly config: ServerConfig }
  | { readonly action: 'export'; readonly config: ExportConfig }
  | { readonly action: 'open'; readonly config: OpenConfig }
  | { readonly action: 'rollout'; readonly config: WaitOptions }
  | { readonly action: 'alerts'; readonly config: ReplayConfig }
  | { readonly action: 'check'; readonly config: LogConfig }

type Environment = Readonly<Record<string, string | undefined>>

export interface ConfigInput {
  /** Without the program and the script. */
  readonly argv: readonly string[]
  readonly env: Environment
}

/**
 * The command line and the variables of this process, checked.
 * @throws {StartRefusedError} something is not allowed; the message is one sentence with the remedy
 */
export function readConfig({ argv, env }: ConfigInput = { argv: process.argv.slice(2), env: process.env }): Invocation {
  const commandLine = readCommandLine({ argv, env, version: VERSION })
  if (commandLine.action === 'print') return commandLine
  const { action, given, operand = '' } = commandLine
  switch (action) {
    case 'start':
      return { action, config: readStart(given, env) }
    case 'export':
      return { action, config: readExport(given, env) }
    case 'open':
      return { action, config: { ...readServing(given, env), file: operand } }
    case 'rollout':
      return { action, config: readWait(given, env, operand) }
    case 'alerts':
      return { action, config: readReplay(given, env) }
    case 'check':
      return { action, config: readLog(given, env) }
  }
}

function readStart(given: Given, env: Environment): ServerConfig {
  const serving = readServing(given, env)
  const { cluster, ...log } = readLog(given, env)
  return {
    ...log,
    ...serving,
    cluster: { ...cluster, namespaces: [...new Set(given.namespace.map(parseNamespace))] },
    retentionMs: lastGiven(given.retention, parseRetention) ?? parseRetention({ text: '14d', from: 'default' }),
    maxBytes: lastGiven(given.maxSize, parseSize) ?? parseSize({ text: '5GB', from: 'default' }),
    alerting: {
      fileRules: readFileRules(given),
      ...optional('publicUrl', lastGiven(given.publicUrl, parsePublicUrl)),
      secretDirectories: readSecretDirectories(given, log.dataDirectory),
      allowedHosts: given.allowReceiverHost.map(parseHost),
      variables: env,
    },
  }
}

function readSecretDirectories({ secretDir }: Given, dataDirectory: string): readonly string[] {
  const named = secretDir.map(({ text }) => path.resolve(text))
  return named.length === 0 ? [path.join(dataDirectory, 'secrets')] : named
}

function readFileRules(given: Given): readonly AnyAlertRule[] {
  return lastGiven(given.alertRules, ({ text }) => readRuleFile(path.resolve(text))) ?? []
}

function readExport(given: Given, env: Environment): ExportConfig {
  const from = lastGiven(given.from, parseMoment)
  if (from === undefined) throw new StartRefusedError('portolan export needs a begin: add --from, such as --from -15m.')
  return {
    ...readLog(given, env),
    from,
    ...optional('to', lastGiven(given.to, parseMoment)),
    namespaces: [...new Set(given.within.map(parseNamespace))],
    redactNames: lastGiven(given.redactNames, parseSwitch) ?? false,
    ...optional(
      'output',
      lastGiven(given.output, ({ text }) => text),
    ),
  }
}

function readReplay(given: Given, env: Environment): ReplayConfig {
  return {
    ...readLog(given, env),
    ...optional('from', lastGiven(given.from, parseMoment)),
    ...optional('to', lastGiven(given.to, parseMoment)),
    fileRules: readFileRules(given),
    json: lastGiven(given.json, parseSwitch) ?? false,
  }
}

function readServing(given: Given, env: Environment): ServingConfig {
  const auth = readAuth(given, env)
  const host = lastGiven(given.host, parseHost) ?? '127.0.0.1'
  if (auth.mode === 'none' && !isLoopback(host)) {
    throw new StartRefusedError(
      `Listening on ${host} would show the cluster to everybody who can reach it: add --auth token, or listen on 127.0.0.1.`,
    )
  }
  return {
    host,
    port: lastGiven(given.port, parsePort) ?? 7678,
    auth,
    logLevel: lastGiven(given.logLevel, (value) => parseChoice(value, LOG_LEVELS)) ?? 'info',
    ...optional('devOrigin', lastGiven(given.devOrigin, parseOrigin)),
  }
}

function readLog(given: Given, env: Environment): LogConfig {
  if (given.databaseUrl.length > 0) {
    throw new StartRefusedError('--database-url comes with a later version: leave it out to keep the log in SQLite.')
  }
  const named = lastGiven(given.dataDir, ({ text }) => text)
  return {
    cluster: readCluster(given),
    dataDirectory: path.resolve(named ?? defaultDataDirectory(env)),
    isDataDirectoryShared: named === undefined,
  }
}

function readCluster(given: Given): LogConfig['cluster'] {
  const demo = lastGiven(given.demo, parseSwitch) ?? false
  const other = [...given.kubeconfig, ...given.context][0]
  if (demo && other !== undefined) {
    throw new StartRefusedError(`--demo shows no cluster of yours: leave out either it or ${other.from}.`)
  }
  return {
    ...optional(
      'kubeconfig',
      lastGiven(given.kubeconfig, ({ text }) => text),
    ),
    ...optional(
      'context',
      lastGiven(given.context, ({ text }) => text),
    ),
    demo,
  }
}

function defaultDataDirectory(env: Environment): string {
  const base = env.XDG_DATA_HOME
  // The XDG base directory specification: relative paths are to be ignored.
  return path.join(base && path.isAbsolute(base) ? base : path.join(homedir(), '.local', 'share'), 'portolan')
}
