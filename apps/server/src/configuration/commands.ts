import { SETTINGS, type SettingName } from './settings.ts'

/** A flag of one command, for one run: no variable sets it. */
export interface Flag {
  /** As commander reads it: `--from <time>`. */
  readonly flag: string
  readonly about: string
  readonly isRepeatable?: true
}

/** Flags of `portolan export`. docs/reference/command-line.md describes each; a test holds both together. */
export const EXPORT_FLAGS = {
  from: { flag: '--from <time>', about: 'begin: 2026-11-21T01:00:08.974Z, epoch milliseconds, seq:1234 or -15m' },
  to: { flag: '--to <time>', about: 'end, included, written alike (default: the end of the log)' },
  within: {
    flag: '--namespace <name>',
    about: 'only this namespace, with nodes and classes; repeatable (default: all)',
    isRepeatable: true,
  },
  redactNames: {
    flag: '--redact-names',
    about: 'pseudonyms in place of names, addresses and label values; they agree within the bundle',
  },
  output: { flag: '--output <file>', about: 'write there instead of to standard output' },
} as const satisfies Record<string, Flag>

export type ExportFlagName = keyof typeof EXPORT_FLAGS

/** Flags of `portolan rollout wait`. */
export const WAIT_FLAGS = {
  timeout: { flag: '--timeout <time>', about: 'how long to wait: 90s, 10m (default: 10m)' },
  failOn: {
    flag: '--fail-on <list>',
    about:
      'what makes it fail: outage, stalled, reduced, unknown, rolled-back, superseded, deleted, or none (default: outage,stalled,rolled-back,deleted)',
  },
  grace: { flag: '--grace <time>', about: 'how long a rollout may take to begin (default: 10s)' },
  generation: {
    flag: '--generation <number>',
    about: 'metadata.generation of the workload: an earlier rollout is never taken for it',
  },
  server: {
    flag: '--server <url>',
    about: 'where Portolan answers [PORTOLAN_SERVER] (default: http://127.0.0.1:7678)',
  },
  token: { flag: '--token <token>', about: 'its token; --auth-token-file keeps it out of lists of processes' },
  json: { flag: '--json', about: 'the verdict as JSON' },
} as const satisfies Record<string, Flag>

export type WaitFlagName = keyof typeof WAIT_FLAGS

/** Flags of `portolan alerts replay`. */
export const REPLAY_FLAGS = {
  from: { flag: '--from <time>', about: 'begin, written as for export (default: the begin of the log)' },
  to: { flag: '--to <time>', about: 'end (default: the end of the log)' },
  json: { flag: '--json', about: 'the alerts as JSON' },
} as const satisfies Record<string, Flag>

export interface CommandDescription {
  readonly about: string
  /** As commander reads it: `<file>`. */
  readonly argument?: string
  /** The word that comes before the argument: what is done with it. */
  readonly verb?: string
  /** What is said of the argument. */
  readonly argumentAbout?: string
  readonly settings: readonly SettingName[]
  readonly flags?: Readonly<Record<string, Flag>>
}

const WHICH_LOG = ['kubeconfig', 'context', 'demo', 'dataDir'] as const satisfies readonly SettingName[]

/** Everything `portolan` can do; `start` is what it does when it is told nothing. */
export const COMMANDS = {
  start: {
    about: "watch a cluster, record its traffic's objects and serve the chart (the default command)",
    settings: Object.keys(SETTINGS) as SettingName[],
  },
  export: {
    about: 'write a stretch of the log as an incident bundle, also while it is being recorded',
    settings: WHICH_LOG,
    flags: EXPORT_FLAGS,
  },
  open: {
    about: 'serve an incident bundle, read-only and without a cluster',
    argument: '<file>',
    argumentAbout: 'what portolan export has written',
    settings: ['host', 'port', 'auth', 'authTokenFile', 'logLevel', 'devOrigin'],
  },
  rollout: {
    about: 'wait for a rollout that a running Portolan records, and exit with its verdict',
    verb: 'wait',
    argument: '<namespace/workload>',
    argumentAbout: 'shop/web, or with its kind shop/Deployment/web',
    settings: ['authTokenFile'],
    flags: WAIT_FLAGS,
  },
  alerts: {
    about: 'tell what alerts a stretch of the log would have raised',
    verb: 'replay',
    settings: [...WHICH_LOG, 'alertRules'],
    flags: REPLAY_FLAGS,
  },
  check: { about: 'verify the log; exits with 1 where it finds something', settings: WHICH_LOG },
} as const satisfies Record<string, CommandDescription>

export type CommandName = keyof typeof COMMANDS
