import type { IncomingMessage } from 'node:http'
import type { FollowAnswer } from '@portolan/contract'
import type { FastifyInstance } from 'fastify'
import { Server } from 'socket.io'
import type { Gate } from '../auth/gate.ts'
import { NotReadyError, RequestError } from '../errors.ts'
import type { HostCheck } from '../plugins/host-check.ts'
import type { OriginCheck } from '../plugins/origin-check.ts'
import type { Logbook } from '../reading/logbook.ts'
import type { StatusReader } from '../reading/status-reader.ts'
import { AlertRoom } from './alert-room.ts'
import { parseFollow } from './follow-request.ts'
import { type FollowerCounts, Followers } from './followers.ts'
import { StatusRoom } from './status-room.ts'
import { type LiveServer, type LiveSocket, waitingBytes } from './transport.ts'

/** More than that is refused, so that connections alone cannot fill memory. */
const MAX_CONNECTIONS = 5_000
/** How soon rows tell of what is not in the log: churn that grew old, permissions that came or went. */
const TICK_MS = 1_000
/** Nothing a client sends is larger. */
const MAX_MESSAGE_BYTES = 65_536

export interface LiveOptions {
  readonly logbook: Logbook
  readonly status: StatusReader
  readonly isOurHost: HostCheck
  readonly isOurOrigin: OriginCheck
  readonly gate: Gate
}

/** Sockets now, for `/metrics`. */
export interface SocketCounts extends FollowerCounts {
  readonly connected: number
  /** Of all clients together: what is sent and not taken yet. */
  readonly waitingBytes: number
}

/**
 * Socket.IO on the server of the REST API. The handshake passes the same checks as a request; what follows is read by one
 * handler that only picks the stream.
 *
 * @returns a look at how many there are
 */
export function serveLive(app: FastifyInstance, options: LiveOptions): () => SocketCounts {
  const io: LiveServer = new Server(app.server, {
    path: '/socket.io',
    // The development server of the UI rewrites the path without the slash.
    addTrailingSlash: false,
    serveClient: false,
    transports: ['websocket', 'polling'],
    perMessageDeflate: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    allowRequest: (request, decide) => decide(...verdict(request, options, io)),
  })
  const failed = (error: unknown) => app.log.error({ err: error }, 'live stream failed')
  const room = new StatusRoom({ io, read: () => options.status.read(), failed })
  let followers: Followers | undefined
  let alertRoom: AlertRoom | undefined
  let ticking: NodeJS.Timeout | undefined
  options.logbook.whenOpen((log) => {
    followers = new Followers({ io, log, failed })
    ticking = setInterval(() => {
      log.news.tick()
      log.findings.tick()
      log.rollouts.book.tick()
    }, TICK_MS)
    ticking.unref()
    if (log.alerts !== undefined) {
      alertRoom = new AlertRoom({ io, center: log.alerts, failed })
      alertRoom.open()
    }
    room.open()
  })
  io.on('connection', (socket) => {
    obey(socket, { logbook: options.logbook, followers: () => followers, failed })
    void room.tell()
    alertRoom?.greet(socket)
  })
  // Closed without a farewell, which a client would take as an order to stay away.
  app.addHook('preClose', async () => void io.engine.close())
  app.addHook('onClose', async () => {
    room.close()
    alertRoom?.close()
    clearInterval(ticking)
    followers?.close()
    await io.close()
  })
  const none: FollowerCounts = { following: 0, behind: 0, resets: 0 }
  return () => ({
    connected: io.engine.clientsCount,
    waitingBytes: [...io.sockets.sockets.values()].reduce((sum, socket) => sum + waitingBytes(socket), 0),
    ...(followers?.counts ?? none),
  })
}

/** What the handshake callback takes: why not, and whether. */
function verdict(request: IncomingMessage, options: LiveOptions, io: LiveServer): [string | undefined, boolean] {
  const { host, origin } = request.headers
  if (!options.isOurHost(host)) return ['bad-host', false]
  if (!options.isOurOrigin({ origin, host })) return ['bad-origin', false]
  if (!options.gate(request.headers)) return ['unauthenticated', false]
  if (io.engine.clientsCount >= MAX_CONNECTIONS) return ['too-many-requests', false]
  return [undefined, true]
}

interface Obedience {
  readonly logbook: Logbook
  /** Absent until the log is open. */
  readonly followers: () => Followers | undefined
  readonly failed: (error: unknown) => void
}

/** Do what one client asks for. */
function obey(socket: LiveSocket, { logbook, followers, failed }: Obedience): void {
  let asked: object | undefined
  socket.on('follow', (request: unknown, answer: unknown) => {
    const call = { request, answer: answerer(answer), failed }
    asked = call
    const go = () => {
      if (asked === call && socket.connected) answerFollow(socket, { ...call, followers: followers() })
    }
    // At once where it can be: an unfollow in the same packet must find it.
    if (logbook.isOpen) go()
    else void logbook.opened().then(go)
  })
  socket.on('unfollow', () => {
    asked = undefined
    followers()?.unfollow(socket)
  })
  socket.on('disconnect', () => followers()?.unfollow(socket))
}

interface FollowCall {
  readonly request: unknown
  readonly answer: (answer: FollowAnswer) => void
  readonly followers: Followers | undefined
  readonly failed: (error: unknown) => void
}

/** A client may follow without asking for an answer. */
function answerer(answer: unknown): FollowCall['answer'] {
  return typeof answer === 'function' ? (told) => answer(told) : () => undefined
}

/** Nothing a client sends may throw out of a handler: that would end the process. */
function answerFollow(socket: LiveSocket, { request, answer, followers, failed }: FollowCall): void {
  try {
    if (followers === undefined) throw new NotReadyError('The log is still being read: follow again in a second.')
    followers.follow(socket, parseFollow(request), (seq) => answer({ seq }))
  } catch (error) {
    if (error instanceof RequestError) {
      answer({ code: error.code, message: error.message })
      return
    }
    failed(error)
    answer({ code: 'internal', message: 'Something unexpected happened; the log of the server says what.' })
  }
}
