import { readFile } from 'node:fs/promises'
import type { User } from '@kubernetes/client-node'
import { CredentialsError } from '../errors.ts'

/** The path of the token file of a user: of a service account, or `tokenFile` of a kubeconfig. Absent when there is none. */
export function tokenFileOf(user: User): string | undefined {
  const path: unknown = user.authProvider?.config?.tokenFile
  return typeof path === 'string' && path !== '' ? path : undefined
}

/**
 * The bearer token as it is now. Read for every new request: projected service-account tokens rotate (rule B.9).
 * @throws {CredentialsError} it cannot be read or is empty; the kubelet may be writing it, so retrying can help
 */
export async function readTokenFile(path: string): Promise<string> {
  const token = await readText(path)
  if (token === '') throw new CredentialsError(`the token file ${path} is empty`)
  return token
}

async function readText(path: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    throw new CredentialsError(`the token file ${path} cannot be read (${code})`, { cause: error })
  }
}
