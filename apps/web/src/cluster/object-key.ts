/** `Service/shop/web` → its parts; `-` in the namespace's place means none. A name may hold further slashes. */
export function partsOfKey(key: string): { kind: string; namespace: string | null; name: string } {
  const [kind = '', namespace = '-', ...name] = key.split('/')
  return { kind, namespace: namespace === '-' ? null : namespace, name: name.join('/') }
}
