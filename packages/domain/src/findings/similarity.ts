/** Longer texts count as different: names in Kubernetes are not longer. */
const LONGEST = 253

/** How alike two texts are, from 0 to 1: one minus the edits between them per character of the longer (rule G.9). */
export function similarity(a: string, b: string): number {
  if (a === b) return 1
  const longest = Math.max(a.length, b.length)
  return longest > LONGEST ? 0 : 1 - editDistance(a, b) / longest
}

/** The names that are most like one, best first; only those that are alike at least by half. */
export function nearestNames(name: string, candidates: Iterable<string>, most = 3): string[] {
  const scored = [...candidates].map((candidate) => ({ candidate, score: similarity(name, candidate) }))
  const near = scored.filter(({ score }) => score >= 0.5).sort((a, b) => b.score - a.score)
  return near.slice(0, most).map(({ candidate }) => candidate)
}

/** Levenshtein distance, one row at a time. */
function editDistance(a: string, b: string): number {
  let above = new Uint16Array(b.length + 1)
  let row = Uint16Array.from({ length: b.length + 1 }, (_, index) => index)
  for (let i = 1; i <= a.length; i++) {
    ;[above, row] = [row, above]
    row[0] = i
    for (let j = 1; j <= b.length; j++) {
      const substitution = (above[j - 1] as number) + (a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1)
      row[j] = Math.min(substitution, (above[j] as number) + 1, (row[j - 1] as number) + 1)
    }
  }
  return row[b.length] as number
}
