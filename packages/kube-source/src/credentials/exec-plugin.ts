import type { User } from '@kubernetes/client-node'
import { CredentialsError } from '../errors.ts'

const MAX_TOLD = 200

/**
 * The user with what an exec plugin expects in its environment: `KUBERNETES_EXEC_INFO`, which the client library leaves out.
 * Plugins are told that nobody can answer questions.
 * Source: client.authentication.k8s.io/v1 ExecCredential.spec.
 */
export function withExecInfo(user: User): User {
  if (!user.exec) return user
  const info = { apiVersion: user.exec.apiVersion, kind: 'ExecCredential', spec: { interactive: false } }
  const env = [...(user.exec.env ?? []), { name: 'KUBERNETES_EXEC_INFO', value: JSON.stringify(info) }]
  return { ...user, exec: { ...user.exec, env } }
}

/**
 * Why credentials could not be had, as part of a sentence.
 *
 * A plugin's answer that is not JSON is quoted by the parser and may be a token, so such messages are not told; anything long
 * enough to be a token is blanked in the others.
 */
export function credentialsFailure(user: User, error: unknown): CredentialsError {
  if (error instanceof CredentialsError) return error
  const command: unknown = user.exec?.command
  if (typeof command !== 'string') return new CredentialsError(`the credentials cannot be had: ${told(error)}`)
  return new CredentialsError(`the credential plugin ${command} ${pluginFault(user, error)}`)
}

function pluginFault(user: User, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  const hint: unknown = user.exec?.installHint
  if (code === 'ENOENT') return `could not be started (ENOENT)${typeof hint === 'string' ? `; ${told(hint)}` : ''}`
  if (error instanceof SyntaxError || error instanceof TypeError) return 'answered no ExecCredential'
  return `failed: ${told(error)}`
}

function told(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  const line = text.trim().split('\n')[0] ?? ''
  return line.replace(/[\w+/=.-]{40,}/g, '…').slice(0, MAX_TOLD) || 'without saying why'
}
