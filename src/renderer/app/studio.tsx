import { createContext, type ReactNode, use } from 'react'
import { useStore } from 'zustand'
import type { StoreApi } from 'zustand/vanilla'
import type { Asking } from '../studio/asking.ts'
import type { Client } from '../studio/client.ts'
import type { FirstPictures } from '../studio/first-pictures.ts'
import type { Insights } from '../studio/insights.ts'
import type { Mirror } from '../studio/mirror.ts'
import type { Reviewing } from '../studio/reviewing.ts'
import type { KnownCards } from './pictures-in-view.ts'
import type { Shown } from './shown.ts'
import type { View } from './view.ts'

/** All a screen needs: what the studio said, how it is looked at, and ways to ask for more. */
export type Studio = {
  readonly client: Client
  readonly mirror: StoreApi<Mirror>
  readonly view: StoreApi<View>
  readonly ask: Asking
  readonly review: Reviewing
  readonly insights: Insights
  readonly known: KnownCards
  /** What was asked for before the window was drawn. */
  readonly first: FirstPictures
  /** The pictures of the grid as far as they are loaded; the grid writes it. */
  readonly grid: { current: Shown }
}

const Place = createContext<Studio | null>(null)

export const StudioProvider = ({ studio, children }: { readonly studio: Studio; readonly children: ReactNode }) => (
  <Place value={studio}>{children}</Place>
)

export const useStudio = (): Studio => {
  const studio = use(Place)
  if (!studio) throw new Error('A screen stands outside the studio.')
  return studio
}

/** A part of what the studio last said; the screen is drawn again when that part changes. */
export const useMirror = <T,>(part: (mirror: Mirror) => T): T => useStore(useStudio().mirror, part)

/** A part of how things are looked at. */
export const useView = <T,>(part: (view: View) => T): T => useStore(useStudio().view, part)
