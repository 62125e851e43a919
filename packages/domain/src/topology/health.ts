/** How something is. `unknown`: what decides it is not observed. */
export type Health = 'ok' | 'warning' | 'error' | 'unknown'
