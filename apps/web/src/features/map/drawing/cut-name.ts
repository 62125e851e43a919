/** A name in `letters` letters, three at least: cut in its middle, for what tells names apart stands at both of their ends. */
export function cutName(name: string, letters: number): string {
  const most = Math.max(3, Math.floor(letters))
  if (name.length <= most) return name
  const tail = Math.floor((most - 1) / 2)
  return `${name.slice(0, most - 1 - tail)}…${name.slice(name.length - tail)}`
}
