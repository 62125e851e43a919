/** How bad a finding is, worst first. `info` is no fault: something a reader should know. */
export const SEVERITIES = ['critical', 'error', 'warning', 'info'] as const

export type Severity = (typeof SEVERITIES)[number]
