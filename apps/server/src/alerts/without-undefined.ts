type Defined<Value extends object> = { [Member in keyof Value]: Exclude<Value[Member], undefined> }

/** The same without members that are there and `undefined`, as parsed requests have them. */
export function withoutUndefined<Value extends object>(value: Value): Defined<Value> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<Value>
}
