import { readFileSync, realpathSync, statSync } from 'node:fs'
import path from 'node:path'
import { SecretError } from '../errors.ts'

/** Variables that may be told to receivers have names that begin so. */
const VARIABLES = 'PORTOLAN_SECRET_'
/** A secret is never longer than this; a file that is, is none. */
const MAX_BYTES = 65_536

export interface SecretPlacesOptions {
  /** Absolute paths. What is in them, and in directories of them, may be told to receivers. Empty: no file may. */
  readonly directories: readonly string[]
  /** The environment, as the configuration read it. */
  readonly variables: Readonly<Record<string, string | undefined>>
}

/**
 * Where secrets outside of the database may come from. Whoever writes receivers chooses what is sent to where: without bounds that
 * would be any file and any variable that Portolan can read.
 */
export class SecretPlaces {
  readonly #options: SecretPlacesOptions

  constructor(options: SecretPlacesOptions) {
    this.#options = options
  }

  /**
   * The absolute path of a secret file; a relative one lies in the first directory. Whether there is one is not looked at.
   *
   * @throws {SecretError} it lies elsewhere
   */
  fileNamed(name: string): string {
    const { directories } = this.#options
    const file = path.resolve(directories[0] ?? path.sep, name)
    if (!directories.some((directory) => isWithin(directory, file))) throw this.#elsewhere(file)
    return file
  }

  /** @throws {SecretError} its name is not that of a secret */
  variableNamed(name: string): string {
    if (name.startsWith(VARIABLES) && name.length > VARIABLES.length) return name
    throw new SecretError(
      `The variable ${name} may not be told to receivers: only those whose names begin with ${VARIABLES} may.`,
    )
  }

  /**
   * The content of a secret file without the line end that editors and `kubectl` leave behind, read anew at each call.
   *
   * @throws {SecretError} there is none, or it lies elsewhere, also behind a link
   */
  readFile(name: string): string {
    const file = this.fileNamed(name)
    try {
      const real = realpathSync(file)
      if (!this.#options.directories.some((directory) => isWithin(realOf(directory), real))) throw this.#elsewhere(real)
      const stats = statSync(real)
      if (!stats.isFile()) throw new Error('it is no file')
      if (stats.size > MAX_BYTES) throw new Error(`it has ${stats.size} bytes, more than ${MAX_BYTES}`)
      const value = readFileSync(real, 'utf8').replace(/\r?\n$/, '')
      if (value === '') throw new Error('it is empty')
      return value
    } catch (cause) {
      if (cause instanceof SecretError) throw cause
      const why = cause instanceof Error ? cause.message : String(cause)
      throw new SecretError(`The secret file ${file} cannot be used: ${why}.`, { cause })
    }
  }

  /** @throws {SecretError} it is not set, or may not be told */
  readVariable(name: string): string {
    const value = this.#options.variables[this.variableNamed(name)]
    if (value) return value
    throw new SecretError(`The environment variable ${name} is not set: set it where the server is started.`)
  }

  #elsewhere(file: string): SecretError {
    const { directories } = this.#options
    const where = directories.length === 0 ? 'there are none' : directories.join(', ')
    return new SecretError(
      `The file ${file} lies outside of the directories for secrets (${where}): put it there, or name its directory with --secret-dir at the start.`,
    )
  }
}

function isWithin(directory: string, file: string): boolean {
  const relative = path.relative(directory, file)
  return relative !== '' && relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative)
}

/** A directory may itself be a link; one that is not there holds nothing. */
function realOf(directory: string): string {
  try {
    return realpathSync(directory)
  } catch {
    return directory
  }
}
