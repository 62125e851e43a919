import { readFile } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'
import { ClusterConfigurationError } from '../errors.ts'
import type { ChosenContext } from './chosen-context.ts'
import { tokenFileOf } from './token-file.ts'

/**
 * Read once every file the context needs, so that a missing certificate is told at the start and not as a TLS error later.
 *
 * @throws {ClusterConfigurationError} `kubeconfig-file-missing` or `kubeconfig-invalid`
 */
export async function requireFiles(context: ChosenContext, origin: string): Promise<void> {
  const { cluster, user } = context
  const need = (what: string, path: string | undefined) => readRequired(`${what} ${path}`, path, origin)
  const caFile = await need('the certificate authority', cluster.caFile)
  const certFile = await need('the client certificate', user.certFile)
  const keyFile = await need('the client key', user.keyFile)
  await need('the token file', tokenFileOf(user))
  const material = {
    ca: caFile ?? decoded(cluster.caData),
    cert: certFile ?? decoded(user.certData),
    key: keyFile ?? decoded(user.keyData),
  }
  requireTlsMaterial(material, context, origin)
}

async function readRequired(what: string, path: string | undefined, origin: string): Promise<Buffer | undefined> {
  if (!path) return undefined
  try {
    return await readFile(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error'
    throw new ClusterConfigurationError(
      'kubeconfig-file-missing',
      `${what.charAt(0).toUpperCase()}${what.slice(1)}, which ${origin} needs, cannot be read (${code}). Restore it or correct its path.`,
      { cause: error },
    )
  }
}

interface TlsMaterial {
  readonly ca: Buffer | undefined
  readonly cert: Buffer | undefined
  readonly key: Buffer | undefined
}

function requireTlsMaterial(material: TlsMaterial, { cluster, user }: ChosenContext, origin: string): void {
  if (cluster.server.startsWith('http:')) return
  try {
    createSecureContext(material)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new ClusterConfigurationError(
      'kubeconfig-invalid',
      `The certificates of cluster "${cluster.name}" and user "${user.name}" in ${origin} cannot be used (${reason}). Renew them.`,
      { cause: error },
    )
  }
}

function decoded(base64: string | undefined): Buffer | undefined {
  return base64 ? Buffer.from(base64, 'base64') : undefined
}
