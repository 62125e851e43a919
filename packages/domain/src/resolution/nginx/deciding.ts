import type { BackendChoice } from '../decision.ts'
import type { ReadRequest } from '../request/read-request.ts'
import type { MatchRegex } from '../resolution-options.ts'
import type { ChosenLocation } from './choose-location.ts'
import type { CoveringServer, NginxRules } from './nginx-rules.ts'

/** What ingress-nginx needs to know beside its rules. */
export interface NginxContext {
  readonly matchRegex: MatchRegex | undefined
  /** Flag `--default-backend-service`; absent: the built-in server answers 404. */
  readonly defaultBackend: BackendChoice | undefined
  readonly hasEndpoints: (choice: BackendChoice) => boolean
}

/** A request, and the location that was chosen for it. */
export interface Deciding {
  readonly rules: NginxRules
  readonly request: ReadRequest
  readonly context: NginxContext
  readonly covering: CoveringServer
  /** Servers of less specific hosts. */
  readonly lower: readonly CoveringServer[]
  readonly chosen: ChosenLocation
  /** Normalised. */
  readonly path: string
}
