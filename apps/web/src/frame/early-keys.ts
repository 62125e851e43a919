import { flushSync } from 'react-dom'

interface EarlyKeys {
  readonly pressed: readonly KeyboardEvent[]
  readonly stop: () => void
}

declare global {
  /** What was pressed since the page began to load, kept by `public/boot.js`; at most 32 keys. */
  var portolanEarlyKeys: EarlyKeys | undefined
}

/** What was pressed a longer while ago is not expected to happen any more. */
const LOADING_MS = 15_000

/**
 * Press once more, in order and where the focus is now, what was pressed before keys were bound; only the first call does.
 * It happens right after what runs now, so it may be called in an effect. Each key finds what the one before did:
 * `l` `l` goes two steps. And each tells when it was pressed: `g`, and `t` long after it, are not `g t`.
 */
export function pressEarlyKeys(): void {
  const early = globalThis.portolanEarlyKeys
  if (early === undefined) return
  globalThis.portolanEarlyKeys = undefined
  queueMicrotask(() => {
    early.stop()
    for (const pressed of early.pressed) {
      if (performance.now() - pressed.timeStamp <= LOADING_MS) flushSync(() => pressAgain(pressed))
    }
  })
}

function pressAgain({ key, code, shiftKey, ctrlKey, metaKey, timeStamp }: KeyboardEvent): void {
  const press = { key, code, shiftKey, ctrlKey, metaKey, bubbles: true, cancelable: true }
  const place = document.activeElement ?? document.body
  const again = new KeyboardEvent('keydown', press)
  place.dispatchEvent(Object.defineProperty(again, 'timeStamp', { value: timeStamp }))
}
