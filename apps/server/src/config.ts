import { accessSync, constants, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { type Given, readCommandLine } from './configuration/command-line.ts'
import {
  type GivenValue,
  isLoopback,
  parseChoice,
  parseHost,
  parseNamespace,
  parseOrigin,
  parsePort,
  parseRetention,
  parseSize,
  parseSwitch,
} from './configuration/setting-values.ts'
import { StartRefusedError } from './errors.ts'
import { VERSION } from './version.ts'

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

/** Short tokens are guessed; 16 characters is what a person would still type once. */
export const MIN_TOKEN_LENGTH = 16

/** Who may come in. The token is never logged and never sent back. */
export type AuthConfig = { readonly mode: 'none' } | { readonly mode: 'token'; readonly token: string }

/** Everything that can be set, parsed once. */
export interface ServerConfig {
  readonly cluster: {
    readonly kubeconfig?: string
    readonly context?: string
    /** Asked for; without it the demo still starts where no cluster is configured. */
    readonly demo: boolean
    /** Empty: all. */
    readonly namespaces: readonly string[]
  }
  readonly host: string
  /** 0: any free port. */
  readonly port: number
  /** Absolute. */
  readonly dataDirectory: string
  /** Nobody named the directory: it is shared by all clusters, each gets a place of its own in it. */
  readonly isDataDirectoryShared: boolean
  readonly retentionMs: number
  readonly maxBytes: number
  readonly auth: AuthConfig
  readonly logLevel: (typeof LOG_LEVELS)[number]
  /** Origin of a development server of the UI. */
  readonly devOrigin?: string
}

/** What to do: print a text and end, or start. */
export type Invocation =
  | { readonly action: 'print'; readonly text: string }
  | { readonly action: 'start'; readonly config: ServerConfig }

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
  const { given } = commandLine
  const auth = readAuth(given, env)
  const config: ServerConfig = {
    cluster: readCluster(given),
    ...readAddress(given, auth),
    ...readStorage(given, env),
    auth,
    logLevel: one(given.logLevel, (value) => parseChoice(value, LOG_LEVELS)) ?? 'info',
    ...optional('devOrigin', one(given.devOrigin, parseOrigin)),
  }
  return { action: 'start', config }
}

function readCluster(given: Given): ServerConfig['cluster'] {
  const kubeconfig = one(given.kubeconfig, ({ text }) => text)
  const context = one(given.context, ({ text }) => text)
  const demo = one(given.demo, parseSwitch) ?? false
  const other = [...given.kubeconfig, ...given.context][0]
  if (demo && other !== undefined) {
    throw new StartRefusedError(`--demo shows no cluster of yours: leave out either it or ${other.from}.`)
  }
  return {
    ...optional('kubeconfig', kubeconfig),
    ...optional('context', context),
    demo,
    namespaces: [...new Set(given.namespace.map(parseNamespace))],
  }
}

function readAddress(given: Given, auth: AuthConfig): Pick<ServerConfig, 'host' | 'port'> {
  const host = one(given.host, parseHost) ?? '127.0.0.1'
  if (auth.mode === 'none' && !isLoopback(host)) {
    throw new StartRefusedError(
      `Listening on ${host} would show the cluster to everybody who can reach it: add --auth token, or listen on 127.0.0.1.`,
    )
  }
  return { host, port: one(given.port, parsePort) ?? 7678 }
}

function readStorage(
  given: Given,
  env: Environment,
): Pick<ServerConfig, 'dataDirectory' | 'isDataDirectoryShared' | 'retentionMs' | 'maxBytes'> {
  if (given.databaseUrl.length > 0) {
    throw new StartRefusedError('--database-url comes with a later version: leave it out to keep the log in SQLite.')
  }
  const named = one(given.dataDir, ({ text }) => text)
  return {
    dataDirectory: path.resolve(named ?? defaultDataDirectory(env)),
    isDataDirectoryShared: named === undefined,
    retentionMs: one(given.retention, parseRetention) ?? parseRetention({ text: '14d', from: 'default' }),
    maxBytes: one(given.maxSize, parseSize) ?? parseSize({ text: '5GB', from: 'default' }),
  }
}

function readAuth(given: Given, env: Environment): AuthConfig {
  const mode = one(given.auth, (value) => parseChoice(value, ['none', 'token', 'kubernetes', 'proxy'])) ?? 'none'
  if (mode === 'kubernetes' || mode === 'proxy') {
    throw new StartRefusedError(`--auth ${mode} comes with a later version: use --auth token for now.`)
  }
  const inVariable = env.PORTOLAN_AUTH_TOKEN || undefined
  const [file] = given.authTokenFile
  if (mode === 'none') {
    const from = file?.from ?? (inVariable === undefined ? undefined : 'PORTOLAN_AUTH_TOKEN')
    if (from === undefined) return { mode }
    throw new StartRefusedError(`${from} gives a token that nothing asks for: add --auth token, or leave it out.`)
  }
  if (file !== undefined && inVariable !== undefined) {
    throw new StartRefusedError(`${file.from} and PORTOLAN_AUTH_TOKEN both give a token: leave one out.`)
  }
  if (file !== undefined) return { mode, token: checkedToken(readTokenFile(file), file.from) }
  if (inVariable !== undefined) return { mode, token: checkedToken(inVariable, 'PORTOLAN_AUTH_TOKEN') }
  throw new StartRefusedError(
    '--auth token needs a token: name a file with --auth-token-file, or set PORTOLAN_AUTH_TOKEN.',
  )
}

function readTokenFile({ text, from }: GivenValue): string {
  try {
    accessSync(text, constants.R_OK)
    return readFileSync(text, 'utf8')
  } catch (error) {
    throw new StartRefusedError(`${from} names ${text}, which cannot be read: correct the path or its permissions.`, {
      cause: error,
    })
  }
}

/** Without the line end an editor leaves; anything else in it must survive an HTTP header. */
function checkedToken(raw: string, from: string): string {
  const token = raw.trim()
  if (token.length >= MIN_TOKEN_LENGTH && /^[\x21-\x7e]+$/.test(token)) return token
  throw new StartRefusedError(
    `The token of ${from} needs at least ${MIN_TOKEN_LENGTH} characters, without spaces: make one with openssl rand -hex 24.`,
  )
}

function defaultDataDirectory(env: Environment): string {
  const base = env.XDG_DATA_HOME
  // The XDG base directory specification: relative paths are to be ignored.
  return path.join(base && path.isAbsolute(base) ? base : path.join(homedir(), '.local', 'share'), 'portolan')
}

/** The last one given counts, as in every command line. */
function one<Value>(given: readonly GivenValue[], parse: (value: GivenValue) => Value): Value | undefined {
  const last = given.at(-1)
  return last === undefined ? undefined : parse(last)
}

function optional<Name extends string, Value>(name: Name, value: Value | undefined): { [Key in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [Key in Name]?: Value })
}
