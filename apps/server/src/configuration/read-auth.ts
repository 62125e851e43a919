import { accessSync, constants, readFileSync } from 'node:fs'
import { StartRefusedError } from '../errors.ts'
import type { Given } from './command-line.ts'
import { lastGiven } from './last-given.ts'
import { type GivenValue, parseChoice } from './setting-values.ts'

/** Short tokens are guessed; 16 characters is what a person would still type once. */
const MIN_TOKEN_LENGTH = 16

/** Who may come in. The token is never logged and never sent back. */
export type AuthConfig = { readonly mode: 'none' } | { readonly mode: 'token'; readonly token: string }

/** @throws {StartRefusedError} a mode that does not exist yet, or not exactly the tokens it needs */
export function readAuth(given: Given, env: Readonly<Record<string, string | undefined>>): AuthConfig {
  const modes = ['none', 'token', 'kubernetes', 'proxy'] as const
  const mode = lastGiven(given.auth, (value) => parseChoice(value, modes)) ?? 'none'
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
  const token = readToken(given, env)
  if (token !== undefined) return { mode, token }
  throw new StartRefusedError(
    '--auth token needs a token: name a file with --auth-token-file, or set PORTOLAN_AUTH_TOKEN.',
  )
}

/** The token that is given, by file or variable. @throws {StartRefusedError} by both, or one that cannot be read or is none */
export function readToken(given: Given, env: Readonly<Record<string, string | undefined>>): string | undefined {
  const inVariable = env.PORTOLAN_AUTH_TOKEN || undefined
  const [file] = given.authTokenFile
  if (file !== undefined && inVariable !== undefined) {
    throw new StartRefusedError(`${file.from} and PORTOLAN_AUTH_TOKEN both give a token: leave one out.`)
  }
  if (file !== undefined) return checkedToken(readTokenFile(file), file.from)
  return inVariable === undefined ? undefined : checkedToken(inVariable, 'PORTOLAN_AUTH_TOKEN')
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
