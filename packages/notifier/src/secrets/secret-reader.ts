import { readFileSync, statSync } from 'node:fs'
import type { SecretRef } from '@portolan/pipeline/ports'
import { SecretError } from '../errors.ts'
import type { Sealer } from './sealer.ts'

/** A secret is never longer than this; a file that is, is none. */
const MAX_BYTES = 65_536

/** Where secrets come from. */
export interface SecretSources {
  readonly sealer: Pick<Sealer, 'open'>
  /** The environment, as the configuration read it. */
  readonly variables: Readonly<Record<string, string | undefined>>
}

/** Reads a secret anew at every call, so that a rotated file is used at once. */
export type ReadSecret = (secret: SecretRef) => string

/** @returns a reader that throws `SecretError`, naming file or variable, where there is no secret */
export function secretReader({ sealer, variables }: SecretSources): ReadSecret {
  return (secret) => {
    switch (secret.from) {
      case 'sealed':
        return sealer.open(secret.sealed)
      case 'file':
        return readSecretFile(secret.path)
      case 'variable': {
        const value = variables[secret.name]
        if (value) return value
        throw new SecretError(`The environment variable ${secret.name} is not set: set it where the server is started.`)
      }
    }
  }
}

/** Without the line end that editors and `kubectl` leave behind. */
function readSecretFile(path: string): string {
  try {
    const { size } = statSync(path)
    if (size > MAX_BYTES) throw new Error(`it has ${size} bytes, more than ${MAX_BYTES}`)
    const value = readFileSync(path, 'utf8').replace(/\r?\n$/, '')
    if (value === '') throw new Error('it is empty')
    return value
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new SecretError(`The secret file ${path} cannot be used: ${why}.`, { cause })
  }
}
