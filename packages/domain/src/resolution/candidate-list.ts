import { listed } from './lists-by-key.ts'
import { MAX_CANDIDATES, type RuleCandidate, type RuleVerdict } from './resolution.ts'

const ORDER: readonly RuleVerdict[] = ['won', 'lost', 'undecided', 'ignored', 'not-matched']

/** Gathers candidates, and makes only as many as an answer lists. */
export class CandidateList {
  readonly #byVerdict = new Map<RuleVerdict, RuleCandidate[]>()
  #count = 0

  add(verdict: RuleVerdict, make: () => RuleCandidate): void {
    this.#count++
    const candidates = listed(this.#byVerdict, verdict)
    if (candidates.length < MAX_CANDIDATES) candidates.push(make())
  }

  /** The list is as long as an answer may be: what comes behind need only be counted. */
  get isFull(): boolean {
    return this.#count >= MAX_CANDIDATES
  }

  /** Count candidates that are not looked at. */
  leaveOut(count: number): void {
    this.#count += count
  }

  /** The winner first, then those that would match, then the rest; each in the order they came. */
  listed(): { readonly candidates: readonly RuleCandidate[]; readonly candidatesLeftOut: number } {
    const candidates = ORDER.flatMap((verdict) => this.#byVerdict.get(verdict) ?? []).slice(0, MAX_CANDIDATES)
    return { candidates, candidatesLeftOut: this.#count - candidates.length }
  }
}
