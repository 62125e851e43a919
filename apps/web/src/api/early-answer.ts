interface EarlyAnswer {
  readonly url: string
  /** `undefined`: it did not come. */
  readonly answer: Promise<Response | undefined>
}

declare global {
  /** What `public/boot.js` asked for, before any other script was here. */
  var portolanEarlyAnswer: EarlyAnswer | undefined
}

/** What was asked for so long after the page began to load is asked for again. */
const LOADING_MS = 30_000

/** The answer to a `GET` that the page asked for before its scripts were here: once, while it loads; else `undefined`. */
export async function earlyAnswer(url: string): Promise<Response | undefined> {
  const early = globalThis.portolanEarlyAnswer
  if (early?.url !== url) return undefined
  globalThis.portolanEarlyAnswer = undefined
  return performance.now() < LOADING_MS ? early.answer : undefined
}
