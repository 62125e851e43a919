'use client'

import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useMemo, useState } from 'react'
import { objectsFoundQuery } from '../../../api/queries.ts'
import type { FieldCompletion } from '../../../frame/find-field.tsx'
import { useAt } from '../../../time/use-at.ts'
import type { Scene } from '../scene/scene.ts'
import { type Completion, completionsOf, writtenKey } from './complete.ts'
import { CompletionList } from './completion-list.tsx'
import { labelsOf } from './labels-of.ts'
import type { FilterKey } from './parse-filter.ts'

const NOTHING: readonly string[] = []
const READ_AT_MOST = 1_000

interface Completed {
  readonly scene: Scene
  readonly filter: string
  readonly onChange: (filter: string) => void
  readonly namespaces: readonly string[]
}

/** How the filter can go on, in a list below its field: arrows move along it, `Enter` or `Tab` take one, `Esc` closes it. */
export function useCompletion({ scene, filter, onChange, namespaces }: Completed): FieldCompletion {
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const known = { node: useNodeNames(filter), label: useLabels(filter, namespaces) }
  const completions = isOpen ? completionsOf(filter, { scene, ...known }) : []
  const isShown = completions.length > 0
  const at = isShown ? Math.min(active, completions.length - 1) : -1
  const close = () => {
    setIsOpen(false)
    setActive(-1)
  }
  const take = ({ filter: next, key }: Completion) => {
    if (key === undefined) close()
    else setActive(-1)
    onChange(next)
  }
  const onKeyDown = (pressed: KeyboardEvent): boolean => {
    if (pressed.nativeEvent.isComposing) return false
    const step = { ArrowDown: 1, ArrowUp: -1 }[pressed.key]
    const chosen = completions[at]
    if (step !== undefined) {
      setIsOpen(true)
      setActive(isShown ? stepFrom(at, step, completions.length) : 0)
    } else if (pressed.key === 'Escape' && isShown) close()
    else if ((pressed.key === 'Enter' || (pressed.key === 'Tab' && !pressed.shiftKey)) && chosen) take(chosen)
    else {
      if (pressed.key === 'Enter') close()
      return false
    }
    pressed.preventDefault()
    return true
  }
  return {
    input: {
      role: 'combobox',
      'aria-expanded': isShown,
      'aria-controls': id,
      'aria-autocomplete': 'list',
      'aria-activedescendant': at < 0 ? undefined : `${id}-${at}`,
      onFocus: () => setIsOpen(true),
      onClick: () => setIsOpen(true),
      onInput: () => {
        setIsOpen(true)
        setActive(-1)
      },
      onBlur: close,
    },
    onKeyDown,
    list: <CompletionList id={id} completions={completions} at={at} onTake={take} />,
  }
}

/** Around the list; from none of it to its first or its last. */
function stepFrom(at: number, step: number, count: number): number {
  if (at < 0) return step > 0 ? 0 : count - 1
  return (at + step + count) % count
}

/** Whether a value of a key is being written: what only the cluster knows is read then, and not before. */
function isWriting(filter: string, key: FilterKey): boolean {
  return writtenKey(filter) === key
}

function useNodeNames(filter: string): readonly string[] {
  const { text: at } = useAt()
  const query = objectsFoundQuery({ kind: 'Node', limit: READ_AT_MOST, ...(at !== undefined && { at }) })
  const { data } = useQuery({ ...query, enabled: isWriting(filter, 'node') })
  return useMemo(() => data?.body.items.map(({ metadata }) => metadata.name) ?? NOTHING, [data])
}

/** Labels of Services, and those that they select Pods by. */
function useLabels(filter: string, namespaces: readonly string[]): readonly string[] {
  const { text: at } = useAt()
  const scope = { ...(namespaces.length > 0 && { namespace: namespaces }), ...(at !== undefined && { at }) }
  const query = objectsFoundQuery({ kind: 'Service', limit: READ_AT_MOST, ...scope })
  const { data } = useQuery({ ...query, enabled: isWriting(filter, 'label') })
  return useMemo(() => labelsOf(data?.body.items ?? []), [data])
}
