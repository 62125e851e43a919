import { readFile } from 'node:fs/promises'
import { dirname, isAbsolute, join } from 'node:path'
import type { Cluster, Context, User } from '@kubernetes/client-node'
import { ClusterConfigurationError } from '../errors.ts'

/** What one or several kubeconfig files say, with every path in them absolute. */
export interface KubeconfigEntries {
  readonly clusters: readonly Cluster[]
  readonly users: readonly User[]
  readonly contexts: readonly Context[]
  readonly currentContext: string | undefined
}

/** Read files and merge them as kubectl does: of two entries with one name, the one of the earlier file counts. */
export async function readKubeconfigs(paths: readonly string[]): Promise<KubeconfigEntries> {
  const files: KubeconfigEntries[] = []
  for (const path of paths) files.push(await readKubeconfig(path))
  return {
    clusters: firstOfEachName(files.flatMap((file) => file.clusters)),
    users: firstOfEachName(files.flatMap((file) => file.users)),
    contexts: firstOfEachName(files.flatMap((file) => file.contexts)),
    currentContext: files.find((file) => file.currentContext)?.currentContext,
  }
}

async function readKubeconfig(path: string): Promise<KubeconfigEntries> {
  const text = await readText(path)
  if (text.trim() === '') return { clusters: [], users: [], contexts: [], currentContext: undefined }
  const { KubeConfig, loadYaml } = await import('@kubernetes/client-node')
  const config = new KubeConfig()
  try {
    config.loadFromString(text)
    config.makePathsAbsolute(dirname(path))
    const tokenFiles = text.includes('tokenFile') ? tokenFilesOf(loadYaml<unknown>(text)) : new Map<string, string>()
    return {
      clusters: config.clusters,
      users: config.users.map((user) => withPathsOf(user, tokenFiles.get(user.name), dirname(path))),
      contexts: config.contexts,
      currentContext: config.currentContext || undefined,
    }
  } catch (error) {
    throw new ClusterConfigurationError(
      'kubeconfig-invalid',
      `The kubeconfig ${path} is not valid: ${faultOf(error)}. Correct it, or name another with --kubeconfig.`,
    )
  }
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    throw new ClusterConfigurationError(
      'kubeconfig-unreadable',
      `The kubeconfig ${path} cannot be read (${code}). Check the path and its permissions, or start with --demo.`,
      { cause: error },
    )
  }
}

/** YAML errors quote the lines around the fault, and those may hold a token: only the reason and the line number are told. */
function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return 'it cannot be understood'
  if (error.name !== 'YAMLException') return error.message
  const { reason, mark } = error as Error & { reason?: string; mark?: { line?: number } }
  const line = mark?.line === undefined ? '' : ` in line ${mark.line + 1}`
  return `${reason ?? 'bad YAML'}${line}`
}

/**
 * `users[].user.tokenFile` by user name; the client library does not read that field.
 * Source: client-go clientcmd/api/v1 AuthInfo.tokenFile.
 */
function tokenFilesOf(document: unknown): Map<string, string> {
  const users = (document as { users?: readonly { name?: string; user?: { tokenFile?: unknown } }[] } | null)?.users
  const found = new Map<string, string>()
  for (const { name, user } of users ?? []) {
    if (name !== undefined && typeof user?.tokenFile === 'string') found.set(name, user.tokenFile)
  }
  return found
}

/** A token file counts more than a token (client-go AuthInfo); a plugin given with a path lies beside the kubeconfig. */
function withPathsOf(user: User, tokenFile: string | undefined, directory: string): User {
  const absolute = (path: string) => (isAbsolute(path) ? path : join(directory, path))
  if (tokenFile !== undefined) {
    const { token: _token, ...rest } = user
    return { ...rest, authProvider: { name: 'tokenFile', config: { tokenFile: absolute(tokenFile) } } }
  }
  const command: unknown = user.exec?.command
  if (typeof command !== 'string' || !/[\\/]/.test(command)) return user
  return { ...user, exec: { ...user.exec, command: absolute(command) } }
}

function firstOfEachName<T extends { readonly name: string }>(entries: readonly T[]): readonly T[] {
  const byName = new Map<string, T>()
  for (const entry of entries) if (!byName.has(entry.name)) byName.set(entry.name, entry)
  return [...byName.values()]
}
