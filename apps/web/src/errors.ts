/** The server refused or could not answer: an RFC 9457 problem with its stable `code`. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly code: string
  readonly status: number

  constructor({ code, status, detail }: { code: string; status: number; detail: string }) {
    super(detail)
    this.code = code
    this.status = status
  }
}

/** No answer at all: the server is down, the network is, or something in between answered in its place. */
export class ServerUnreachable extends Error {
  override readonly name = 'ServerUnreachable'
  readonly code = 'unreachable'

  constructor(url: string, options?: ErrorOptions) {
    super(`Expected an answer from ${url}, got none. Is the server running?`, options)
  }
}

/** The browser makes no picture of this size. */
export class PictureRefused extends Error {
  override readonly name = 'PictureRefused'
  readonly code = 'picture-refused'

  constructor({ width, height }: { width: number; height: number }) {
    super(`Expected a picture of ${width} × ${height} pixels, the browser made none. Save it as SVG instead.`)
  }
}

/** The code and sentence of anything that can go wrong between here and the server; whatever else is thrown is a fault of ours. */
export function codeAndDetail(error: unknown): { code: string; detail: string } {
  if (error instanceof ApiProblem || error instanceof ServerUnreachable || error instanceof PictureRefused) {
    return { code: error.code, detail: error.message }
  }
  return { code: 'page-fault', detail: error instanceof Error ? error.message : String(error) }
}

/** Whether asking the same again later may be answered: it was not refused. */
export function mayPass(error: unknown): boolean {
  return !(error instanceof ApiProblem && error.status < 500)
}
