import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { StartRefusedError } from '../errors.ts'

const KEY_BYTES = 32

/**
 * The key that seals what receivers must not tell: `alerts.key` of the data directory, made at the first start and readable by
 * its owner alone. Whoever copies the database without it gets no secret.
 *
 * @throws {StartRefusedError} what lies there is no key, or cannot be read or made
 */
export function sealingKey(directory: string): Uint8Array {
  const file = path.join(directory, 'alerts.key')
  const key = keyIn(file)
  if (key.length === KEY_BYTES) return key
  throw new StartRefusedError(
    `${file} has ${key.length} bytes and should have ${KEY_BYTES}: put the right one back, or remove it and enter the secrets of all receivers again.`,
  )
}

function keyIn(file: string): Uint8Array {
  try {
    writeFileSync(file, randomBytes(KEY_BYTES), { flag: 'wx', mode: 0o600, flush: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw refusal(file, error)
  }
  try {
    return readFileSync(file)
  } catch (error) {
    throw refusal(file, error)
  }
}

function refusal(file: string, cause: unknown): StartRefusedError {
  const { code = String(cause) } = cause as NodeJS.ErrnoException
  return new StartRefusedError(`${file} cannot be used (${code}): make it readable and its directory writable.`, {
    cause,
  })
}
