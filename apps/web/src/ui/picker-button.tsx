import { ChevronDown } from 'lucide-react'
import type { ReactElement, RefObject } from 'react'

/** Opens a list to choose from, and says what is chosen of it: the first few, and how many more. */
export function PickerButton({
  anchor,
  isOpen,
  onToggle,
  chosen,
  most,
  none,
}: {
  anchor: RefObject<HTMLButtonElement | null>
  isOpen: boolean
  onToggle: () => void
  /** In the words of the API. */
  chosen: readonly string[]
  /** How many are named. */
  most: number
  /** Said where nothing is chosen. */
  none: string
}): ReactElement {
  return (
    <button
      ref={anchor}
      type="button"
      aria-haspopup="dialog"
      aria-expanded={isOpen}
      onClick={onToggle}
      className="inset-focus flex h-8 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-control px-2.5 transition-colors hover:bg-hover aria-expanded:bg-hover pointer-coarse:h-11"
    >
      {chosen.length === 0 ? none : <span lang="en">{chosen.slice(0, most).join(', ')}</span>}
      {chosen.length > most && <span className="text-text-3">+{chosen.length - most}</span>}
      <ChevronDown size={14} aria-hidden="true" className="text-text-3" />
    </button>
  )
}
