import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { LargeClusterOptions } from '@portolan/demo-cluster'

/** What the process of the cluster is told to do, and what it answers when it is done. */
export type ClusterRequest =
  /** Build and serve; answers with the URL. */
  | { readonly type: 'serve'; readonly cluster: LargeClusterOptions; readonly kubeconfig: string }
  /** Make this many changes while nobody watches, render their lines, and write them to `linesFile-pods` and `…-endpointslices`. */
  | { readonly type: 'prepare'; readonly changes: number; readonly linesFile: string }
  /** Keep writing at a rate, from now on. */
  | { readonly type: 'churn'; readonly changesPerSecond: number }
  | { readonly type: 'stop-churn' }

export interface ClusterAnswer {
  /** Changes written by the request; 0 where it writes none. */
  readonly changes: number
  /** Bytes of the lines that were prepared. */
  readonly bytes: number
}

/** A large cluster in a process of its own, so that serving it costs the measured process nothing. */
export class ClusterProcess {
  readonly #child: ChildProcess

  private constructor(child: ChildProcess) {
    this.#child = child
  }

  static async start(cluster: LargeClusterOptions, kubeconfig: string): Promise<ClusterProcess> {
    const child = fork(fileURLToPath(new URL('./cluster-process-main.ts', import.meta.url)), {
      execArgv: ['--conditions=@portolan/source', '--import', 'tsx', '--max-old-space-size=8192'],
    })
    const started = new ClusterProcess(child)
    await started.ask({ type: 'serve', cluster, kubeconfig })
    return started
  }

  ask(request: ClusterRequest): Promise<ClusterAnswer> {
    return new Promise((resolve, reject) => {
      const ended = (): void => reject(new Error(`the cluster process ended during ${request.type}`))
      this.#child.once('exit', ended)
      this.#child.once('message', (answer: ClusterAnswer) => {
        this.#child.off('exit', ended)
        resolve(answer)
      })
      this.#child.send(request)
    })
  }

  stop(): void {
    this.#child.kill('SIGKILL')
  }
}
