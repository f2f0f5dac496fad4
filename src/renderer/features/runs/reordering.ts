import { useState, type DragEvent, type KeyboardEvent } from 'react'

export type Side = 'before' | 'after'

/** A list with one of its members before or after another one. */
export const moved = <T>(list: readonly T[], one: T, side: Side, of: T): readonly T[] => {
  const rest = list.filter((other) => other !== one)
  const at = rest.indexOf(of)
  return at === -1 ? list : rest.toSpliced(side === 'before' ? at : at + 1, 0, one)
}

/** What is being dragged: the kind of list, and which of its members. A page drags one thing at a time. */
const TYPE = 'application/x-identity-studio-'

/** A member of a list that can be put in order. */
export type Movable = {
  /** Keeps lists apart. */
  readonly kind: string
  /** Null for one that stays where it is. */
  readonly id: number | null
  /** Its neighbours; null at either end. */
  readonly above: number | null
  readonly below: number | null
  readonly onMove: (one: number, side: Side, of: number) => void
  /** Called when it is taken up, and when it is let go. */
  readonly onDrag?: (isDragged: boolean) => void
}

/** Moving a member of a list by dragging it, or by Alt and the arrow keys. `over` says where a line is to be drawn. */
export const useReordering = ({ kind, id, above, below, onMove, onDrag }: Movable) => {
  const [over, setOver] = useState<Side | null>(null)
  const type = TYPE + kind
  const carries = (event: DragEvent): boolean => id !== null && event.dataTransfer.types.includes(type)
  const onOver = (event: DragEvent): void => {
    if (!carries(event)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'move'
    setOver(sideOf(event))
  }
  return {
    over,
    handle: {
      draggable: id !== null,
      onDragStart: (event: DragEvent) => {
        event.stopPropagation()
        event.dataTransfer.setData(type, String(id))
        event.dataTransfer.effectAllowed = 'move'
        onDrag?.(true)
      },
      onDragEnd: () => onDrag?.(false),
      onKeyDown: (event: KeyboardEvent) => {
        if (!event.altKey || id === null || !['ArrowUp', 'ArrowDown'].includes(event.key)) return
        event.preventDefault()
        event.stopPropagation()
        const isUp = event.key === 'ArrowUp'
        const of = isUp ? above : below
        if (of !== null) onMove(id, isUp ? 'before' : 'after', of)
      },
    },
    target: {
      onDragEnter: onOver,
      onDragOver: onOver,
      onDragLeave: ({ currentTarget, relatedTarget }: DragEvent) => {
        // Going over to a part of itself is no leaving.
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(null)
      },
      onDrop: (event: DragEvent) => {
        setOver(null)
        if (!carries(event) || id === null) return
        event.preventDefault()
        event.stopPropagation()
        const one = Number(event.dataTransfer.getData(type))
        if (one !== id) onMove(one, sideOf(event), id)
      },
    },
  }
}

/** Whether the pointer is in the upper or in the lower half of what it is over. */
const sideOf = ({ clientY, currentTarget }: DragEvent): Side => {
  const { top, height } = currentTarget.getBoundingClientRect()
  return clientY < top + height / 2 ? 'before' : 'after'
}
