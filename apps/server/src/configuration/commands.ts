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

export interface CommandDescription {
  readonly about: string
  /** As commander reads it: `<file>`. */
  readonly argument?: string
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
  check: { about: 'verify the log; exits with 1 where it finds something', settings: WHICH_LOG },
} as const satisfies Record<string, CommandDescription>

export type CommandName = keyof typeof COMMANDS
