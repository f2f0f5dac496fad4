import { NOSE_EDGE, type ViewName } from '../../contract/index.ts'

interface ViewWords {
  /** What the view is called, without a side. */
  readonly view: string
  /** The finished picture, told by the edges of the frame: never by the subject's own left and right. */
  readonly direction: string
  /** The edge the nose points to; absent when it points at the viewer. */
  readonly edge: string | undefined
}

const OPPOSITE = { left: 'RIGHT', right: 'LEFT' } as const

const threeQuarter = (edge: 'left' | 'right'): string =>
  `The head is turned halfway between facing the viewer and a profile: the nose is angled to the ${edge.toUpperCase()} edge of the frame, both eyes are visible, and the ear nearer the ${OPPOSITE[edge]} edge of the frame is in full view. The eyes look where the nose points.`

const profile = (edge: 'left' | 'right'): string =>
  `The head is seen exactly from the side: the nose points to the ${edge.toUpperCase()} edge of the frame, the back of the head to the ${OPPOSITE[edge]} edge of the frame. The outline of forehead, nose, lips and chin stands clear against the white; one eye and one ear are visible.`

/** The words for a character view. */
export const viewWords = (view: ViewName): ViewWords => {
  const edge = NOSE_EDGE[view]
  if (edge === 'viewer')
    return {
      view: 'straight front',
      direction:
        'The face is square to the viewer: the nose points straight at the viewer, both ears show equally, the eyes look at the viewer.',
      edge: undefined,
    }
  return view.startsWith('profile')
    ? { view: 'full profile', direction: profile(edge), edge: edge.toUpperCase() }
    : { view: 'three-quarter', direction: threeQuarter(edge), edge: edge.toUpperCase() }
}
