import { writeFile } from 'node:fs/promises'

export interface KubeconfigOptions {
  /** A bearer token; absent: no credentials. */
  token?: string
  /** A file the client reads the token from, so that it can rotate; instead of `token`. */
  tokenFile?: string
  /** PEM of the authority that signed the server's certificate; absent: the certificate is not checked. */
  certificateAuthority?: string
  /** The default namespace of the context. */
  namespace?: string
}

const NAME = 'demo'

/** Write a kubeconfig, readable by its owner only, whose one context points at `url`. */
export async function writeKubeconfig(file: string, url: string, options: KubeconfigOptions = {}): Promise<void> {
  await writeFile(file, kubeconfigYaml(url, options), { mode: 0o600 })
}

function kubeconfigYaml(url: string, { token, tokenFile, certificateAuthority, namespace }: KubeconfigOptions): string {
  const trust =
    certificateAuthority === undefined
      ? 'insecure-skip-tls-verify: true'
      : `certificate-authority-data: ${Buffer.from(certificateAuthority).toString('base64')}`
  const credentials =
    token !== undefined
      ? `{ token: ${JSON.stringify(token)} }`
      : tokenFile !== undefined
        ? `{ tokenFile: ${JSON.stringify(tokenFile)} }`
        : '{}'
  return [
    'apiVersion: v1',
    'kind: Config',
    'clusters:',
    `  - name: ${NAME}`,
    '    cluster:',
    `      server: ${url}`,
    `      ${trust}`,
    'users:',
    `  - name: ${NAME}`,
    `    user: ${credentials}`,
    'contexts:',
    `  - name: ${NAME}`,
    '    context:',
    `      cluster: ${NAME}`,
    `      user: ${NAME}`,
    ...(namespace === undefined ? [] : [`      namespace: ${namespace}`]),
    `current-context: ${NAME}`,
    '',
  ].join('\n')
}
