import type { AlertsMessage, ChangesPage, RecordedChange, ServiceRow, ServicesPage, Status } from '@portolan/contract'
import type { ApiAnswer, ApiRequest } from '../api/request.ts'
import { TAIL_LIMIT } from './change-tail.ts'
import type { Connection, ConnectionListener } from './connection.ts'
import { Follower, type FollowerPorts, type Snapshot } from './follower.ts'
import { LatestRows, NewestItems, type Outbox, type RowOrGone } from './outbox.ts'
import type { Phase } from './phase.ts'
import type { StreamRequest } from './wire.ts'

const TAIL_START = 200
const PAGE_LIMIT = 1_000

export interface StreamPorts {
  /** Open the connection; `listener` hears of it afterwards, never during the call. */
  connect(listener: ConnectionListener): Connection
  read<Body>(request: ApiRequest, signal: AbortSignal): Promise<ApiAnswer<Body>>
  phase(phase: Phase): void
  /** Something waits in the outbox. */
  hasNews(): void
  later: FollowerPorts<unknown>['later']
  now: FollowerPorts<unknown>['now']
}

/** One followed stream: its news waits in `outbox`. `pause` leaves the server alone; `resume` starts from a new snapshot. */
export interface Stream {
  readonly outbox: Outbox<never>
  pause(): void
  resume(): void
  stop(): void
}

type Messages = Pick<ConnectionListener, 'changes' | 'services' | 'status' | 'alerts'>

const IGNORED: Messages = {
  changes: () => undefined,
  services: () => undefined,
  status: () => undefined,
  alerts: () => undefined,
}

/** The worker's end of a stream: follows the server until it is stopped, and keeps what the page has not taken yet. */
export function openStream(request: StreamRequest, ports: StreamPorts): Stream {
  switch (request.stream) {
    case 'services':
      return openServices(request, ports)
    case 'changes':
      return openChanges(request, ports)
    case 'status':
      return openStatus(ports)
    case 'alerts':
      return openAlerts(ports)
  }
}

function openServices({ namespaces }: Extract<StreamRequest, { stream: 'services' }>, ports: StreamPorts): Stream {
  return new FollowedStream<RowOrGone<ServiceRow>>({
    ports,
    outbox: new LatestRows<ServiceRow>(),
    follow: { detail: 'services', ...(namespaces && { namespaces: [...namespaces] }) },
    readSnapshot: (signal) => readAllServices(namespaces, ports, signal),
    // A row is the state at the end of its batch: it may be applied wherever the batch began.
    itemsAfter: (rows) => rows,
    listen: (follower) => ({
      services: ({ after, seq, rows }) => follower.batch({ after, seq, items: rows }),
    }),
  })
}

/**
 * Every Service row. Pages are read at slightly different places in the log; the first page's place counts, and
 * whatever changed since is told by the stream, so all rows end up equally new.
 */
async function readAllServices(
  namespace: readonly string[] | undefined,
  { read }: StreamPorts,
  signal: AbortSignal,
): Promise<Snapshot<ServiceRow>> {
  const items: ServiceRow[] = []
  let seq: number | undefined
  let cursor: string | undefined
  do {
    const query = { namespace, limit: PAGE_LIMIT, cursor }
    const page: ApiAnswer<ServicesPage> = await read<ServicesPage>({ path: '/services', query }, signal)
    seq ??= page.seq
    cursor = page.body.next
    items.push(...page.body.items)
  } while (cursor !== undefined)
  return { seq: seq ?? 0, items }
}

function openChanges(request: Extract<StreamRequest, { stream: 'changes' }>, ports: StreamPorts): Stream {
  const { namespaces, kinds, name } = request
  const isAskedFor = (change: RecordedChange) => name === undefined || change.name === name
  return new FollowedStream<RecordedChange>({
    ports,
    outbox: new NewestItems<RecordedChange>(TAIL_LIMIT),
    follow: { ...(namespaces && { namespaces: [...namespaces] }), ...(kinds && { kinds: [...kinds] }) },
    readSnapshot: async (signal) => {
      const query = { order: 'desc', namespace: namespaces, kind: kinds, name, limit: TAIL_START }
      const { body, seq } = await ports.read<ChangesPage>({ path: '/changes', query }, signal)
      return { seq: seq ?? body.items[0]?.seq ?? 0, items: body.items.toReversed() }
    },
    itemsAfter: (changes, seq) => changes.filter((change) => change.seq > seq),
    listen: (follower) => ({
      changes: ({ after, seq, changes }) => follower.batch({ after, seq, items: changes.filter(isAskedFor) }),
    }),
  })
}

/** The status is no log: each message is the whole of it, so each chains to whatever there is. */
function openStatus(ports: StreamPorts): Stream {
  const keyed = (status: Status) => ({ ...status, key: 'status' })
  return new FollowedStream<Status & { key: string }>({
    ports,
    outbox: new LatestRows<Status & { key: string }>(),
    readSnapshot: async (signal) => {
      const { body } = await ports.read<Status>({ path: '/status' }, signal)
      return { seq: 0, items: [keyed(body)] }
    },
    itemsAfter: (items) => items,
    listen: (follower) => ({
      status: (status) => follower.batch({ after: 0, seq: 0, items: [keyed(status)] }),
    }),
  })
}

/** So many messages are kept until the page is told, which is at once. */
const ALERT_NEWS = 20

/** Totals on connecting, then what changed: there is nothing to read before. */
function openAlerts(ports: StreamPorts): Stream {
  return new FollowedStream<AlertsMessage>({
    ports,
    outbox: new NewestItems<AlertsMessage>(ALERT_NEWS),
    readSnapshot: async () => ({ seq: 0, items: [] }),
    itemsAfter: (items) => items,
    listen: (follower) => ({
      alerts: (message) => follower.batch({ after: 0, seq: 0, items: [message] }),
    }),
  })
}

interface FollowedStreamOptions<Item> {
  readonly ports: StreamPorts
  readonly outbox: Outbox<Item>
  /** Absent: the server tells it to every connection unasked. */
  readonly follow?: Parameters<Connection['follow']>[0]
  readonly readSnapshot: FollowerPorts<Item>['readSnapshot']
  readonly itemsAfter: FollowerPorts<Item>['itemsAfter']
  readonly listen: (follower: Follower<Item>) => Partial<Messages>
}

class FollowedStream<Item> implements Stream {
  readonly outbox: Outbox<Item>
  readonly #options: FollowedStreamOptions<Item>
  readonly #follower: Follower<Item>
  #connection: Connection | undefined

  constructor(options: FollowedStreamOptions<Item>) {
    const { ports, outbox, readSnapshot, itemsAfter } = options
    this.#options = options
    this.outbox = outbox
    this.#follower = new Follower<Item>({
      follow: (after, answer) => this.#follow(after, answer),
      readSnapshot,
      itemsAfter,
      sink: {
        replace: ({ items }) => {
          outbox.replace(items)
          ports.hasNews()
        },
        merge: (items) => {
          outbox.merge(items)
          if (items.length > 0) ports.hasNews()
        },
        phase: ports.phase,
      },
      later: ports.later,
      now: ports.now,
    })
    this.resume()
  }

  #follow(after: number | undefined, answer: Parameters<Connection['follow']>[1]): void {
    const { follow } = this.#options
    if (!follow) answer({ seq: 0 })
    else this.#connection?.follow({ ...follow, ...(after !== undefined && { after }) }, answer)
  }

  resume(): void {
    if (this.#connection) return
    this.#connection = this.#options.ports.connect({
      ...IGNORED,
      ...this.#options.listen(this.#follower),
      connected: () => this.#follower.connected(),
      disconnected: () => this.#follower.disconnected(),
      unreachable: (detail) => this.#follower.unreachable(detail),
      reset: () => this.#follower.reset(),
    })
  }

  pause(): void {
    this.#follower.disconnected('paused')
    this.#connection?.close()
    this.#connection = undefined
  }

  stop(): void {
    this.#follower.stop()
    this.#connection?.close()
    this.#connection = undefined
  }
}
