import { VERSION } from './version.ts'

export interface BannerParts {
  readonly url: string
  /** Absent: the demo cluster. */
  readonly cluster: { readonly name: string; readonly server: string } | undefined
  readonly isDemoAsked: boolean
  /** Where the log lies. */
  readonly directory: string
  readonly isTerminal: boolean
}

/** What is said once, on stdout, as soon as Portolan listens. */
export function banner({ isTerminal, url, directory, ...parts }: BannerParts): string {
  const what = subject(parts)
  if (!isTerminal) return `Portolan ${VERSION} listens on ${url} and charts ${what}. Its log is in ${directory}.\n`
  return `
  Portolan ${VERSION} charts ${what}.

  →  ${url}

  Its log is in ${directory}. Ctrl-C ends it.

`
}

export interface BundleBannerParts {
  readonly url: string
  /** Name of the bundle's file. */
  readonly file: string
  /** RFC 3339. */
  readonly from: string
  readonly to: string
  readonly isTerminal: boolean
}

/** What is said once, on stdout, as soon as a bundle is served. */
export function bundleBanner({ url, file, from, to, isTerminal }: BundleBannerParts): string {
  const stretch = `from ${from} to ${to}`
  if (!isTerminal) return `Portolan ${VERSION} listens on ${url} and shows the bundle ${file}, ${stretch}.\n`
  return `
  Portolan ${VERSION} shows the bundle ${file},
  ${stretch}. Nothing is recorded.

  →  ${url}

  Ctrl-C ends it.

`
}

function subject({ cluster, isDemoAsked }: Pick<BannerParts, 'cluster' | 'isDemoAsked'>): string {
  if (cluster !== undefined) return `the cluster ${cluster.name} (${cluster.server})`
  if (isDemoAsked) return 'its built-in demo cluster'
  return 'its built-in demo cluster, because no cluster is configured (--kubeconfig names one)'
}
