import type { ClientMessages, ServerMessages } from '@portolan/contract'
import type { DefaultEventsMap, Server, Socket } from 'socket.io'

export type LiveServer = Server<ClientMessages, ServerMessages, DefaultEventsMap, unknown>
export type LiveSocket = Socket<ClientMessages, ServerMessages, DefaultEventsMap, unknown>

/**
 * Whether the operating system took everything sent so far. Where it did not, the client reads slower than we send, and
 * whatever is sent next would wait in our memory.
 */
export function isWritable(socket: LiveSocket): boolean {
  return socket.conn.readyState === 'open' && socket.conn.transport.writable
}

const waiting = new WeakMap<LiveSocket, () => void>()

/**
 * Runs once, as soon as the client took what it was sent, or its transport was upgraded. Never runs for a client that went.
 * One listener per client: a later one takes the place of one that still waits.
 */
export function whenWritable(socket: LiveSocket, listener: () => void): void {
  waiting.get(socket)?.()
  const { conn } = socket
  const { transport } = conn
  const stop = () => {
    transport.off('ready', run)
    conn.off('upgrade', run)
    conn.off('close', stop)
    waiting.delete(socket)
  }
  const run = () => {
    stop()
    listener()
  }
  transport.on('ready', run)
  conn.on('upgrade', run)
  conn.on('close', stop)
  waiting.set(socket, stop)
}

/** Bytes sent to a client that the operating system has not taken yet; 0 where the transport does not tell. */
export function waitingBytes({ conn }: LiveSocket): number {
  const { socket } = conn.transport as { readonly socket?: { readonly bufferedAmount?: number } }
  return socket?.bufferedAmount ?? 0
}
