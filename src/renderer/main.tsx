import './ui/tokens.css'
import './ui/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { openKnownCards } from './app/pictures-in-view.ts'
import { NOTHING_SHOWN } from './app/shown.ts'
import { openView } from './app/view.ts'
import { overPort, overSocket } from './channels.ts'
import { openConnection } from './connection.ts'
import { openAsking } from './studio/asking.ts'
import { listen } from './studio/listening.ts'
import { openInsights } from './studio/insights.ts'
import { openMirror } from './studio/mirror.ts'
import { openReviewing } from './studio/reviewing.ts'

// Dialogs add a style element while they are open; the page's policy lets it through by this word, which the library
// that adds it looks for under this name.
const nonce = document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce
if (nonce !== undefined) Object.assign(globalThis, { __webpack_nonce__: nonce })

const isDesktop = 'studio' in window
const line = openConnection(isDesktop ? overPort() : overSocket(location.origin))
const mirror = openMirror()
const ask = openAsking(line.client, mirror)
const review = openReviewing(line.client, mirror)
const insights = openInsights(line.client)
const view = openView(localStorage)
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

const root = document.querySelector('#root')
if (root)
  createRoot(root).render(
    <App
      studio={{ client: line.client, mirror, view, ask, review, insights, known, grid: { current: NOTHING_SHOWN } }}
    />,
  )
