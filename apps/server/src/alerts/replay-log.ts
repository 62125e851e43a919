import { type AlertPreview, timestamp } from '@portolan/contract'
import { type AlertTransition, RuleBook } from '@portolan/domain'
import { type HistoryForReading, openHistoryForReading } from '@portolan/history-store'
import { systemClock } from '@portolan/pipeline'
import type { HistoryReader, Instant } from '@portolan/pipeline/ports'
import { alertAnswer } from '../answers/alert-answers.ts'
import { logVisibilities } from '../bundle/log-visibilities.ts'
import type { ReplayConfig } from '../config.ts'
import { directoryToRead } from '../configuration/chosen-log.ts'
import { instantOf } from '../configuration/moment.ts'
import { StartRefusedError } from '../errors.ts'
import { countMessages } from './count-messages.ts'
import { type ReplayedAlerts, replayAlerts } from './replay-alerts.ts'

/** After so long a receiver is told again, where no rule says otherwise. */
const RENOTIFY_MS = 4 * 3_600_000

export interface ReplayLogOptions {
  readonly output: NodeJS.WritableStream
  /** Aborts when nobody wants it any more. */
  readonly signal: AbortSignal
}

/**
 * `portolan alerts replay`: judge a stretch of the log anew, also while it is recorded, by the rules of a file and the defaults, and
 * tell what would have become of alerts.
 *
 * @throws {StartRefusedError | RequestError | StoreError | ClusterConfigurationError} the message is one sentence
 */
export async function replayLog(config: ReplayConfig, { output, signal }: ReplayLogOptions): Promise<void> {
  const history = openHistoryForReading({ directory: await directoryToRead(config) })
  try {
    const replayed = await replayedFrom(history, config, signal)
    output.write(config.json ? `${JSON.stringify(asJson(replayed), null, 2)}\n` : asLines(replayed))
  } catch (error) {
    if (!signal.aborted) throw error
    throw new StartRefusedError('The replay was ended before it was through: start it again.', { cause: error })
  } finally {
    await history.close()
  }
}

async function replayedFrom(history: HistoryForReading, config: ReplayConfig, signal: AbortSignal) {
  const { reader } = history
  const now = systemClock.now()
  const { cursors, lastCommitAt = 0 } = await history.end()
  const { oldest, newest } = await reader.bounds()
  const visibilities = logVisibilities(cursors, await reader.gaps({ from: now }))
  const end = Math.min(now, Math.max(lastCommitAt, newest?.observedAt ?? 0))
  const begin = oldest?.observedAt ?? 0
  const from = config.from === undefined ? begin : Math.max(begin, await timeOf(instantOf(config.from, now), reader))
  const to = config.to === undefined ? end : Math.min(end, await timeOf(instantOf(config.to, now), reader))
  if (from > to) {
    throw new StartRefusedError(
      `The replay would end before it begins, at ${timestamp(to)}: choose an earlier --from, or a later --to.`,
    )
  }
  return await replayAlerts({
    reader,
    rules: new RuleBook(config.fileRules),
    visibilityOf: (kind) => visibilities.find((each) => each.kind === kind)?.visibility ?? 'listing',
    from,
    to,
    maxChanges: Number.POSITIVE_INFINITY,
    signal,
  })
}

/** Epoch ms; of a change that is no longer kept, that of the oldest one; of one that is not written yet, infinite. */
async function timeOf(instant: Instant, reader: HistoryReader): Promise<number> {
  if ('time' in instant) return instant.time
  const [change] = await reader.changes({ after: instant.seq - 1, order: 'asc', limit: 1 })
  return change?.observedAt ?? Number.POSITIVE_INFINITY
}

function asJson({ alerts, transitions, from, to, seq }: ReplayedAlerts): AlertPreview {
  return {
    ...{ from: timestamp(from), to: timestamp(to), seq, total: alerts.length },
    alerts: alerts.map((alert) => alertAnswer({ alert, incident: alert.id }, { silencedBy: [], routes: [] })),
    notifications: countMessages(transitions, { renotifyMs: RENOTIFY_MS, to }),
  }
}

function asLines({ alerts, transitions, from, to, seq }: ReplayedAlerts): string {
  const messages = countMessages(transitions, { renotifyMs: RENOTIFY_MS, to })
  const stretch = `from ${timestamp(from)} to ${timestamp(to)} (seq ${seq})`
  const told = transitions.filter(({ type }) => type !== 'updated').map(lineOf)
  return [
    ...told,
    `${counted(alerts.length, 'alert')} ${stretch}, ${counted(messages, 'message')} to each receiver of everything.`,
    '',
  ].join('\n')
}

function lineOf({ type, at, alert }: AlertTransition): string {
  const cause = alert.cause === undefined ? '' : ` Cause: ${alert.cause.sentence.text}.`
  return `${timestamp(at)}  ${type.padEnd(8)}  ${alert.severity.padEnd(8)}  ${alert.sentence.text}.${cause}`
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`
}
