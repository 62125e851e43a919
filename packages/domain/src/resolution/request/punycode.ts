const BASE = 36
const T_MIN = 1
const T_MAX = 26
const SKEW = 38
const DAMP = 700
const INITIAL_BIAS = 72
const INITIAL_CODE_POINT = 128

/**
 * The ASCII form of one label of a host, without its `xn--`. Source: RFC 3492, section 6.3.
 *
 * @param label lower case, at most 63 characters: the cost is quadratic
 */
export function punycodeOf(label: string): string {
  const codePoints = [...label].map((character) => character.codePointAt(0) ?? 0)
  const basic = codePoints.filter((codePoint) => codePoint < INITIAL_CODE_POINT)
  let encoded = String.fromCharCode(...basic) + (basic.length > 0 ? '-' : '')
  let [current, delta, bias, handled] = [INITIAL_CODE_POINT, 0, INITIAL_BIAS, basic.length]
  while (handled < codePoints.length) {
    const next = codePoints.reduce((least, each) => (each >= current && each < least ? each : least), Infinity)
    delta += (next - current) * (handled + 1)
    current = next
    for (const codePoint of codePoints) {
      if (codePoint < current) delta++
      if (codePoint !== current) continue
      encoded += variableLength(delta, bias)
      bias = adapted(delta, handled + 1, handled === basic.length)
      delta = 0
      handled++
    }
    delta++
    current++
  }
  return encoded
}

function variableLength(delta: number, bias: number): string {
  let digits = ''
  let rest = delta
  for (let k = BASE; ; k += BASE) {
    const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias))
    if (rest < threshold) return digits + digit(rest)
    digits += digit(threshold + ((rest - threshold) % (BASE - threshold)))
    rest = Math.floor((rest - threshold) / (BASE - threshold))
  }
}

function adapted(delta: number, handled: number, isFirst: boolean): number {
  let rest = isFirst ? Math.floor(delta / DAMP) : delta >> 1
  rest += Math.floor(rest / handled)
  let k = 0
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN))
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW))
}

/** 0 to 25 are `a` to `z`, 26 to 35 are `0` to `9`. */
function digit(value: number): string {
  return String.fromCharCode(value < 26 ? value + 97 : value + 22)
}
