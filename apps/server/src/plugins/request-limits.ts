/** What one request may cost before anybody looks at it. */
export const REQUEST_LIMITS = {
  /** Nothing is written through REST but forms and rules. */
  bodyLimit: 65_536,
  /** Names have 253 characters at most (RFC 1123 subdomain); percent-encoded three times as many. */
  routerOptions: { maxParamLength: 800 },
  /** From the first byte to the last of a request; answers may take longer. */
  requestTimeout: 15_000,
  /** A connection nobody uses. */
  keepAliveTimeout: 65_000,
} as const
