'use client'

import { type ReactElement, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/button.tsx'

const SHOWN = 12

/** A list that begins short: the first twelve, and the others behind a button. */
export function ShortList<Item>({
  items,
  keyOf,
  render,
}: {
  items: readonly Item[]
  keyOf: (item: Item) => string
  render: (item: Item) => ReactElement
}): ReactElement {
  const t = useTranslations('causes')
  const [shown, setShown] = useState(SHOWN)
  return (
    <>
      <ul className="flex flex-col">
        {items.slice(0, shown).map((item) => (
          <li key={keyOf(item)} className="border-line border-b">
            {render(item)}
          </li>
        ))}
      </ul>
      {items.length > shown && (
        <Button kind="quiet" className="mt-1" onClick={() => setShown(shown * 4)}>
          {t('more', { count: items.length - shown })}
        </Button>
      )}
    </>
  )
}
