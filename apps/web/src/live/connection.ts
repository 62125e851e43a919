import type {
  AlertsMessage,
  ChangesMessage,
  FollowAnswer,
  FollowRequest,
  ResetMessage,
  ServicesMessage,
  Status,
} from '@portolan/contract'

/** What a connection tells. */
export interface ConnectionListener {
  connected(): void
  disconnected(): void
  /** It could not be made; it goes on trying. */
  unreachable(detail: string): void
  changes(message: ChangesMessage): void
  services(message: ServicesMessage): void
  status(message: Status): void
  alerts(message: AlertsMessage): void
  reset(message: ResetMessage): void
}

/** One live connection to the server; at most one `follow` is in force on it. It reconnects by itself until closed. */
export interface Connection {
  follow(request: FollowRequest, answer: (answer: FollowAnswer) => void): void
  close(): void
}

export type Connect = (listener: ConnectionListener) => Connection
