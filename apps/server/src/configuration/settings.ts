/** One thing that can be set, by a flag or by a variable; the flag is stronger. */
export interface Setting {
  /** As commander reads it: `--port <number>`. */
  readonly flag: string
  readonly variable: string
  readonly about: string
  /** May be given more than once; the variable takes a list with commas. */
  readonly isRepeatable?: true
  /** Not in `--help`: for work on Portolan itself. */
  readonly isHidden?: true
}

/** Every setting of `portolan start`. docs/reference/command-line.md describes each; a test holds both together. */
export const SETTINGS = {
  kubeconfig: {
    flag: '--kubeconfig <file>',
    variable: 'PORTOLAN_KUBECONFIG',
    about: 'kubeconfig of the cluster (default: $KUBECONFIG, ~/.kube/config, in a pod its service account)',
  },
  context: {
    flag: '--context <name>',
    variable: 'PORTOLAN_CONTEXT',
    about: 'context of the kubeconfig (default: the current one)',
  },
  demo: {
    flag: '--demo',
    variable: 'PORTOLAN_DEMO',
    about: 'show the built-in demo cluster (default where no cluster is configured)',
  },
  namespace: {
    flag: '--namespace <name>',
    variable: 'PORTOLAN_NAMESPACE',
    about: 'watch only this namespace; repeatable (default: all)',
    isRepeatable: true,
  },
  host: {
    flag: '--host <host>',
    variable: 'PORTOLAN_HOST',
    about: 'name or address to listen on (default: 127.0.0.1); others need --auth',
  },
  port: { flag: '--port <number>', variable: 'PORTOLAN_PORT', about: 'port to listen on (default: 7678)' },
  dataDir: {
    flag: '--data-dir <directory>',
    variable: 'PORTOLAN_DATA_DIR',
    about: 'where the log is kept (default: $XDG_DATA_HOME/portolan or ~/.local/share/portolan)',
  },
  databaseUrl: {
    flag: '--database-url <url>',
    variable: 'PORTOLAN_DATABASE_URL',
    about: 'PostgreSQL instead of SQLite; comes later',
  },
  retention: {
    flag: '--retention <time>',
    variable: 'PORTOLAN_RETENTION',
    about: 'how long changes are kept (default: 14d)',
  },
  maxSize: {
    flag: '--max-size <size>',
    variable: 'PORTOLAN_MAX_SIZE',
    about: 'how large the log may grow (default: 5GB)',
  },
  auth: {
    flag: '--auth <mode>',
    variable: 'PORTOLAN_AUTH',
    about: 'none or token (default: none); kubernetes and proxy come later',
  },
  authTokenFile: {
    flag: '--auth-token-file <file>',
    variable: 'PORTOLAN_AUTH_TOKEN_FILE',
    about: 'file that holds the token of --auth token (or set PORTOLAN_AUTH_TOKEN)',
  },
  alertRules: {
    flag: '--alert-rules <file>',
    variable: 'PORTOLAN_ALERT_RULES',
    about: 'YAML file of alert rules, asked before those kept by Portolan',
  },
  publicUrl: {
    flag: '--public-url <url>',
    variable: 'PORTOLAN_PUBLIC_URL',
    about: 'where people reach Portolan, for links in messages (default: no links)',
  },
  secretDir: {
    flag: '--secret-dir <directory>',
    variable: 'PORTOLAN_SECRET_DIR',
    about: 'receivers may take secrets from files in it; repeatable (default: secrets/ of the data directory)',
    isRepeatable: true,
  },
  allowReceiverHost: {
    flag: '--allow-receiver-host <host>',
    variable: 'PORTOLAN_ALLOW_RECEIVER_HOST',
    about: 'receivers may be called there although it is a link-local or metadata address; repeatable',
    isRepeatable: true,
  },
  logLevel: {
    flag: '--log-level <level>',
    variable: 'PORTOLAN_LOG_LEVEL',
    about: 'fatal, error, warn, info, debug, trace or silent (default: info)',
  },
  devOrigin: {
    flag: '--dev-origin <origin>',
    variable: 'PORTOLAN_DEV_ORIGIN',
    about: 'origin of a development server of the UI that may act like our own',
    isHidden: true,
  },
} as const satisfies Record<string, Setting>

export type SettingName = keyof typeof SETTINGS
