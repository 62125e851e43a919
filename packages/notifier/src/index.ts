export type { Notifier, SendOutcome } from '@portolan/pipeline/ports'
