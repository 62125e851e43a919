'use client'

import { type RefObject, type ToggleEvent, useRef, useState } from 'react'
import { codeAndDetail } from '../errors.ts'

/** A menu of files, which goes when one is chosen and comes back where that was not saved. */
interface Saving<Format> {
  readonly popover: RefObject<HTMLDivElement | null>
  readonly onToggle: (toggled: ToggleEvent<HTMLDivElement>) => void
  /** What went wrong, until the menu is closed. */
  readonly problem: string | undefined
  readonly save: (format: Format) => Promise<void>
}

/** @param onSave rejects where nothing was saved */
export function useSaving<Format>(onSave: (format: Format) => void | Promise<void>): Saving<Format> {
  const popover = useRef<HTMLDivElement>(null)
  const [problem, setProblem] = useState<string>()
  const save = async (format: Format) => {
    popover.current?.hidePopover()
    try {
      await onSave(format)
    } catch (error) {
      setProblem(codeAndDetail(error).detail)
      popover.current?.showPopover()
    }
  }
  return { popover, onToggle: ({ newState }) => newState === 'closed' && setProblem(undefined), problem, save }
}
