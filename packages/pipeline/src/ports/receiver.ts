import type { AlertMatcher } from '@portolan/domain'

/**
 * A value that is never shown again: sealed with the key of the installation, or where to find it. The kept form of a stored
 * one can only be opened by the sealer that made it.
 */
export type SecretRef =
  | { readonly from: 'sealed'; readonly sealed: string }
  | { readonly from: 'file'; readonly path: string }
  | { readonly from: 'variable'; readonly name: string }

/** How and where to; what is secret in it is a `SecretRef`. */
export type ReceiverTarget =
  | {
      readonly type: 'alertmanager'
      /** One or several of a cluster; each is told. */
      readonly urls: readonly string[]
      readonly username?: string
      readonly password?: SecretRef
      readonly token?: SecretRef
    }
  | { readonly type: 'webhook'; readonly url: SecretRef | string; readonly signingKey?: SecretRef }
  | { readonly type: 'slack'; readonly url: SecretRef }
  | { readonly type: 'discord'; readonly url: SecretRef }
  | { readonly type: 'teams'; readonly url: SecretRef }
  | { readonly type: 'pagerduty'; readonly url: string; readonly routingKey: SecretRef }
  | {
      readonly type: 'email'
      readonly host: string
      readonly port: number
      readonly security: 'none' | 'starttls' | 'tls'
      readonly username?: string
      readonly password?: SecretRef
      readonly from: string
      readonly to: readonly string[]
    }

/** In this time only `critical` is told at once; the rest when it ends. `HH:MM` in an IANA time zone. */
export interface QuietHours {
  readonly weekdays: readonly number[]
  readonly start: string
  readonly end: string
  readonly timeZone: string
}

/** Somebody who is told. */
export interface Receiver {
  readonly id: string
  readonly name: string
  readonly enabled: boolean
  readonly target: ReceiverTarget
  /** What it is told of; absent members: everything. */
  readonly matcher: AlertMatcher
  /** Liquid templates; absent: the product's own. */
  readonly template?: { readonly title: string; readonly body: string }
  readonly quietHours?: QuietHours
  /** Messages per minute at most; what is over waits and is told as one. */
  readonly perMinute: number
  readonly language: 'en' | 'zh-CN'
}
