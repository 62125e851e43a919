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

/** Runs once, as soon as the client took what it was sent, or its transport was upgraded. Never runs for a client that went. */
export function whenWritable(socket: LiveSocket, listener: () => void): void {
  const { conn } = socket
  const { transport } = conn
  const done = () => {
    transport.off('ready', done)
    conn.off('upgrade', done)
    conn.off('close', forget)
    listener()
  }
  const forget = () => {
    transport.off('ready', done)
    conn.off('upgrade', done)
  }
  transport.on('ready', done)
  conn.on('upgrade', done)
  conn.once('close', forget)
}
