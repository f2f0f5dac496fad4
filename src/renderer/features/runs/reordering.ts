import { useState, type DragEvent, type KeyboardEvent } from 'react'

/** A list with one of its members at another place. */
export const moved = <T>(list: readonly T[], from: number, to: number): readonly T[] => {
  const one = list[from]
  if (one === undefined) return list
  const rest = list.filter((_, at) => at !== from)
  return [...rest.slice(0, to), one, ...rest.slice(to)]
}

/** What is being dragged: the kind of list, and the place in it. A page drags one thing at a time. */
const TYPE = 'application/x-identity-studio-'

/**
 * Moving a member of a list by dragging it, or by Alt and the arrow keys. `kind` keeps lists apart; a member at -1 stays
 * where it is.
 */
export const useReordering = (kind: string, at: number, of: number, onMove: (from: number, to: number) => void) => {
  const [isOver, setOver] = useState(false)
  const type = TYPE + kind
  const carries = (event: DragEvent): boolean => at >= 0 && event.dataTransfer.types.includes(type)
  return {
    isOver,
    handle: {
      draggable: at >= 0,
      onDragStart: (event: DragEvent) => {
        event.stopPropagation()
        event.dataTransfer.setData(type, String(at))
        event.dataTransfer.effectAllowed = 'move'
      },
      onKeyDown: (event: KeyboardEvent) => {
        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
        if (!event.altKey || by === undefined || at < 0) return
        event.preventDefault()
        event.stopPropagation()
        const to = at + by
        if (to >= 0 && to < of) onMove(at, to)
      },
    },
    target: {
      onDragOver: (event: DragEvent) => {
        if (!carries(event)) return
        event.preventDefault()
        setOver(true)
      },
      onDragLeave: () => setOver(false),
      onDrop: (event: DragEvent) => {
        setOver(false)
        if (!carries(event)) return
        event.preventDefault()
        const from = Number(event.dataTransfer.getData(type))
        if (from !== at) onMove(from, at)
      },
    },
  }
}
