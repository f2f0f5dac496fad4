import './ui/tokens.css'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import type { StoreApi } from 'zustand/vanilla'
import { App } from './app/app.tsx'
import { openKnownCards } from './app/pictures-in-view.ts'
import { LATER_SCREENS } from './app/screens.tsx'
import { NOTHING_SHOWN } from './app/shown.ts'
import type { View } from './app/view.ts'
import type { Connection } from './connection.ts'
import { openAsking } from './studio/asking.ts'
import type { FirstPictures } from './studio/first-pictures.ts'
import { openInsights } from './studio/insights.ts'
import { listen } from './studio/listening.ts'
import { openMirror } from './studio/mirror.ts'
import { openReviewing } from './studio/reviewing.ts'

/** Draws the window into the page, and keeps it true for as long as the page lives. */
export const openWindow = ({
  line,
  view,
  first,
}: {
  readonly line: Connection
  readonly view: StoreApi<View>
  readonly first: FirstPictures
}): void => {
  const { client } = line
  const mirror = openMirror()
  const ask = openAsking(client, mirror)
  const review = openReviewing(client, mirror)
  const insights = openInsights(client)
  const known = openKnownCards()
  mirror.subscribe(({ board }, before) => {
    if (!board || board === before.board) return
    for (const lane of [board.views, board.scenes, board.portraits, board.finals]) known.keep(lane.cards)
  })

  listen(line, mirror, ask, insights)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') line.nudge()
  })
  window.addEventListener('online', () => line.nudge())

  const { screen } = view.getState()
  // A failure is told where the screen would stand.
  if (screen !== 'board') LATER_SCREENS[screen].ahead().catch(() => {})

  const root = document.querySelector('#root')
  if (root)
    createRoot(root).render(
      <App studio={{ client, mirror, view, ask, review, insights, known, first, grid: { current: NOTHING_SHOWN } }} />,
    )
}
