import { PIECE_MISSING } from './when-reachable.ts'

/** So often the server answers though a piece does not come, before the piece counts as gone: it may only just be back. */
const ANSWERED_MISSES = 3
const APART_MS = 1_000

/**
 * Finds out whether pieces of the page that do not come ever will: where the server answers and has them no more, it serves
 * another version of the page, and trying again is ended.
 *
 * @param onGone called once, when that is so
 * @param isAnswering asks the server for anything but the piece
 * @returns the way to stop
 */
export function watchMissingPieces(onGone: () => void, isAnswering = asksForPage): () => void {
  let misses = 0
  let countedAt = Number.NEGATIVE_INFINITY
  const count = async () => {
    if (Date.now() - countedAt < APART_MS) return
    countedAt = Date.now()
    misses = (await isAnswering()) ? misses + 1 : 0
    if (misses === ANSWERED_MISSES) onGone()
  }
  const onMissing = (missing: Event) => {
    if (misses >= ANSWERED_MISSES) missing.preventDefault()
    else void count()
  }
  addEventListener(PIECE_MISSING, onMissing)
  return () => removeEventListener(PIECE_MISSING, onMissing)
}

async function asksForPage(): Promise<boolean> {
  try {
    return (await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' })).ok
  } catch {
    return false
  }
}
