/** Why a request cannot be one; never renamed. */
export type RequestFault =
  | 'url-too-long'
  | 'url-empty'
  | 'invalid-character'
  | 'unsupported-scheme'
  | 'missing-host'
  | 'invalid-host'
  | 'invalid-port'
  | 'invalid-method'
  | 'invalid-header'
  | 'too-many-headers'
