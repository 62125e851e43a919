import { Command, CommanderError, Option } from 'commander'
import { StartRefusedError } from '../errors.ts'
import type { GivenValue } from './setting-values.ts'
import { SETTINGS, type Setting, type SettingName } from './settings.ts'

/** What was asked for: text to print (`--help`, `--version`), or values as they were given. */
export type CommandLine =
  | { readonly action: 'print'; readonly text: string }
  | { readonly action: 'start'; readonly given: Given }

/** Values by setting, in the order given; none where neither the flag nor the variable is there. */
export type Given = Readonly<Record<SettingName, readonly GivenValue[]>>

export interface CommandLineInput {
  /** Without the program and the script. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  readonly version: string
}

/**
 * Reads flags, then variables where there is no flag.
 * @throws {StartRefusedError} an unknown flag, a flag without its value, or an unexpected argument
 */
export function readCommandLine({ argv, env, version }: CommandLineInput): CommandLine {
  let flags: Record<string, unknown> | undefined
  const program = new Command('portolan')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeOut: () => undefined, writeErr: () => undefined })
  const start = program
    .command('start', { isDefault: true })
    .description(
      "The chart and the logbook of a Kubernetes cluster's traffic: watches, records and serves it (the default command).",
    )
    .helpOption('-h, --help', 'print this help')
    .allowExcessArguments(false)
    .version(version, '--version', 'print the version')
    .usage('[options]')
    .action((options: Record<string, unknown>) => {
      flags = options
    })
  for (const setting of Object.values<Setting>(SETTINGS)) start.addOption(optionOf(setting))
  try {
    program.parse([...argv], { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) {
      return { action: 'print', text: error.code === 'commander.version' ? `${version}\n` : start.helpInformation() }
    }
    throw refusalOf(error)
  }
  return { action: 'start', given: givenBy(flags ?? {}, env) }
}

function optionOf(setting: Setting): Option {
  const option = new Option(setting.flag, `${setting.about} [${setting.variable}]`)
  if (setting.isRepeatable)
    option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value])
  return setting.isHidden ? option.hideHelp() : option
}

function givenBy(flags: Record<string, unknown>, env: CommandLineInput['env']): Given {
  const entries = Object.entries<Setting>(SETTINGS).map(([name, setting]) => [
    name,
    fromFlag(setting, flags[name]) ?? fromVariable(setting, env[setting.variable]) ?? [],
  ])
  return Object.fromEntries(entries) as Given
}

function fromFlag(setting: Setting, value: unknown): GivenValue[] | undefined {
  if (value === undefined) return undefined
  const from = setting.flag.split(' ', 1).join()
  return [value].flat().map((text) => ({ text: String(text), from }))
}

/** An empty variable counts as not set: that is how compose files and shells leave one out. */
function fromVariable(setting: Setting, value: string | undefined): GivenValue[] | undefined {
  if (value === undefined || value === '') return undefined
  const texts = setting.isRepeatable ? value.split(',').map((text) => text.trim()) : [value]
  return texts.map((text) => ({ text, from: setting.variable }))
}

function refusalOf(error: unknown): unknown {
  if (!(error instanceof CommanderError)) return error
  if (error.code === 'commander.excessArguments') {
    return new StartRefusedError('Portolan has no such command: portolan --help lists what there is.', { cause: error })
  }
  const [what = '', ...hints] = error.message.replace(/^error: /, '').split('\n')
  const hint = hints.map((line) => ` ${line.replace('Did you', 'did you')}`).join('')
  const sentence = `${what.charAt(0).toUpperCase()}${what.slice(1)}${hint}`
  return new StartRefusedError(`${sentence}: portolan --help lists what there is.`, { cause: error })
}
