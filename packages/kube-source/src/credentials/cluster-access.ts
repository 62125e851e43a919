import type { Dispatcher } from 'undici'

/** What one new request needs to be let in. Never logged. */
export interface RequestAccess {
  readonly headers: Readonly<Record<string, string>>
  /** Connections made with the TLS material of now; shared by every request with the same material. */
  readonly dispatcher: Dispatcher
  /** Rises with every renewal. */
  readonly generation: number
}

/** The way into a cluster, with credentials that rotate. */
export interface ClusterAccess {
  /**
   * Fresh for every request: token files are read again, exec credentials come from their cache until they expire, and
   * changed certificates make new connections.
   * @throws {CredentialsError} they cannot be had now
   */
  authenticate(): Promise<RequestAccess>
  /**
   * The server answered 401 to `refused`: forget every cached credential and read the configuration again.
   * Of many callers refused in one generation, one does it for all.
   */
  renew(refused: RequestAccess): Promise<void>
  /** End every connection. The next request makes new ones. */
  disconnect(): Promise<void>
}
