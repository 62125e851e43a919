type Labels = Readonly<Record<string, string>>

/** Whether labels hold each of the wanted ones with its value; an empty map wants nothing. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  return Object.entries(wanted).every(([key, value]) => labels[key] === value)
}
