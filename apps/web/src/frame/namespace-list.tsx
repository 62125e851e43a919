'use client'

import { Popover } from '@base-ui/react/popover'
import { useQuery } from '@tanstack/react-query'
import { type ReactElement, type RefObject, useState } from 'react'
import { useTranslations } from 'use-intl'
import { namespacesQuery, servicesQuery } from '../api/queries.ts'

interface NamespaceListProperties {
  readonly anchor: RefObject<HTMLButtonElement | null>
  readonly chosen: readonly string[]
  readonly onChoose: (namespaces: readonly string[]) => void
  readonly onClose: () => void
}

const SHOWN_LIMIT = 200

/** Type to filter; a click on a name means only this one, its checkbox adds or takes away. */
export function NamespaceList({ anchor, chosen, onChoose, onClose }: NamespaceListProperties): ReactElement {
  const t = useTranslations('namespaces')
  const [typed, setTyped] = useState('')
  const names = useNamespaceNames(chosen)
  const matching = names.filter((name) => name.includes(typed.trim().toLowerCase()))
  const only = (name: string) => {
    onChoose([name])
    onClose()
  }
  return (
    <Popover.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Popover.Portal>
        <Popover.Positioner anchor={anchor} align="start" sideOffset={6} className="z-40">
          <Popover.Popup
            aria-label={t('title')}
            finalFocus={anchor}
            className="flex max-h-[min(420px,70vh)] w-72 flex-col rounded-card border border-line bg-raised shadow-raised outline-none"
          >
            <input
              type="search"
              value={typed}
              onChange={(change) => setTyped(change.target.value)}
              onKeyDown={(pressed) => {
                if (pressed.key === 'Enter' && matching[0] && !pressed.nativeEvent.isComposing) only(matching[0])
              }}
              placeholder={t('filter')}
              aria-label={t('filter')}
              className="m-2 mb-1 h-8 shrink-0 rounded-control border border-control/60 bg-page px-2.5 outline-offset-0 placeholder:text-text-3"
            />
            <div className="min-h-0 flex-1 overflow-y-auto p-1">
              <button
                type="button"
                onClick={() => {
                  onChoose([])
                  onClose()
                }}
                className="inset-focus flex h-8 w-full items-center rounded-chip px-2.5 text-left hover:bg-hover"
              >
                {t('all')}
              </button>
              <ul>
                {matching.slice(0, SHOWN_LIMIT).map((name) => (
                  <NamespaceItem
                    key={name}
                    name={name}
                    isChosen={chosen.includes(name)}
                    onOnly={() => only(name)}
                    onToggle={() =>
                      onChoose(chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name])
                    }
                  />
                ))}
              </ul>
              {matching.length === 0 && <p className="px-2.5 py-2 text-text-3">{t('none', { typed })}</p>}
              {matching.length > SHOWN_LIMIT && (
                <p className="px-2.5 py-2 text-text-3">{t('more', { count: matching.length - SHOWN_LIMIT })}</p>
              )}
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function NamespaceItem({
  name,
  isChosen,
  onOnly,
  onToggle,
}: {
  name: string
  isChosen: boolean
  onOnly: () => void
  onToggle: () => void
}): ReactElement {
  const t = useTranslations('namespaces')
  return (
    <li className="flex h-8 items-center rounded-chip hover:bg-hover">
      <label className="flex h-8 w-9 shrink-0 items-center justify-center">
        <input
          type="checkbox"
          checked={isChosen}
          onChange={onToggle}
          aria-label={t('toggle', { name })}
          className="size-3.5 accent-(--accent)"
        />
      </label>
      <button
        type="button"
        onClick={onOnly}
        aria-label={t('only', { name })}
        className="mono inset-focus h-8 min-w-0 flex-1 truncate rounded-chip pr-2.5 text-left"
      >
        {name}
      </button>
    </li>
  )
}

/** Names of all namespaces; where they may not be listed, of those that have a Service. Chosen ones come first. */
function useNamespaceNames(chosen: readonly string[]): string[] {
  const listed = useQuery({ ...namespacesQuery(), staleTime: 30_000 })
  const fallback = useQuery({ ...servicesQuery({ limit: 1000 }), enabled: listed.isError, staleTime: 30_000 })
  const names = listed.data
    ? listed.data.body.items.map(({ metadata }) => metadata.name)
    : (fallback.data?.body.items ?? []).map(({ namespace }) => namespace)
  const rest = [...new Set(names)].filter((name) => !chosen.includes(name)).sort()
  return [...chosen, ...rest]
}
