/** What this package refuses; `code` is stable. No message holds a secret. */
export abstract class NotifierError extends Error {
  abstract readonly code: string

  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = new.target.name
  }
}

/** A secret cannot be read: its file or variable is missing, or it was sealed with another key. */
export class SecretError extends NotifierError {
  readonly code = 'secret-unavailable'
}

/** The address may not be called: link-local or of a cloud's metadata service, and not allowed by the configuration. */
export class AddressRefusedError extends NotifierError {
  readonly code = 'address-refused'
}

/** A template that cannot be parsed or rendered; `message` says where. */
export class TemplateError extends NotifierError {
  readonly code = 'template-invalid'
}
