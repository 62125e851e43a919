/** A row of `service_minute`, in the order of its columns. */
export type MinuteRow = [
  minute: number,
  ready: number,
  readyMin: number,
  added: number,
  removed: number,
  becameReady: number,
  becameUnready: number,
  flips: number,
  zeroReadyMs: number,
  zeroReadyFrom: number | null,
]
