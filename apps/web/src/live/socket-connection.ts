import type { ClientMessages, ServerMessages } from '@portolan/contract'
import { io, type Socket } from 'socket.io-client'
import type { Connect } from './connection.ts'

/** Connect to `origin` over a WebSocket. Reconnects with a growing, spread delay of 0.5 to 5 s. */
export function connectTo(origin: string): Connect {
  return (listener) => {
    const socket: Socket<ServerMessages, ClientMessages> = io(origin, {
      path: '/socket.io',
      addTrailingSlash: false,
      transports: ['websocket'],
      forceNew: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
    })
    socket.on('connect', () => listener.connected())
    socket.on('disconnect', (reason) => {
      listener.disconnected()
      // socket.io reconnects by itself, except where the server asked it to leave.
      if (reason === 'io server disconnect') socket.connect()
    })
    socket.on('connect_error', (error) => listener.unreachable(error.message))
    socket.on('changes', (message) => listener.changes(message))
    socket.on('services', (message) => listener.services(message))
    socket.on('status', (message) => listener.status(message))
    socket.on('alerts', (message) => listener.alerts(message))
    socket.on('reset', (message) => listener.reset(message))
    return {
      follow: (request, answer) => socket.emit('follow', request, answer),
      close: () => socket.disconnect(),
    }
  }
}
