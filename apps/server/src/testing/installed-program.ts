import { existsSync } from 'node:fs'
import path from 'node:path'

const DIRECTORIES = ['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']

/**
 * Where a program is installed that some tests need beside Node, under one of its names; `undefined`: they are skipped, which
 * `npm test` reports and counts as a failure under CI.
 */
export function installedProgram(...names: readonly string[]): string | undefined {
  const files = names.flatMap((name) => DIRECTORIES.map((directory) => path.join(directory, name)))
  return files.find((file) => existsSync(file))
}
