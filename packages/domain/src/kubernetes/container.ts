/** `v1 Container`, without everything that may hold a secret: env, command, args, volumes (rule C.4). */
export interface Container {
  readonly name: string
  /** Absent where a workload manager fills it in later. */
  readonly image?: string
  readonly ports: readonly ContainerPort[]
  readonly livenessProbe?: Probe
  readonly readinessProbe?: Probe
  readonly startupProbe?: Probe
  /** Absent where there is neither hook. */
  readonly lifecycle?: ContainerLifecycle
  /** Of an init container: `Always` makes it a sidecar. Absent: it follows the Pod. */
  readonly restartPolicy?: string
}

export interface ContainerPort {
  /** Absent for an unnamed port, which no Service can name. */
  readonly name?: string
  readonly containerPort: number
  /** Absent: none. */
  readonly hostPort?: number
  readonly hostIP?: string
  /** Always present; default `TCP` (ContainerPort.protocol). */
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
}

/**
 * The shape of a probe: exactly one of `httpGet`, `tcpSocket`, `grpc`, `exec`; never its headers or command.
 *
 * The numbers are always present; the API's defaults are in `PROBE_DEFAULTS`.
 */
export interface Probe {
  readonly httpGet?: {
    readonly path: string
    readonly port: number | string
    readonly scheme: 'HTTP' | 'HTTPS'
  }
  readonly tcpSocket?: { readonly port: number | string }
  readonly grpc?: { readonly port: number; readonly service?: string }
  readonly exec?: Readonly<Record<string, never>>
  readonly initialDelaySeconds: number
  readonly periodSeconds: number
  readonly timeoutSeconds: number
  readonly successThreshold: number
  readonly failureThreshold: number
}

/** v1 Probe: what the API assumes for a number that is absent or 0. */
export const PROBE_DEFAULTS = {
  initialDelaySeconds: 0,
  periodSeconds: 10,
  timeoutSeconds: 1,
  successThreshold: 1,
  failureThreshold: 3,
} as const

/** Which hooks there are; what they run is dropped. */
export interface ContainerLifecycle {
  readonly postStart: boolean
  readonly preStop: boolean
  /** Ports that hooks dial by name; absent where they name none. */
  readonly portNames?: readonly string[]
}
