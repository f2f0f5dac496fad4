import { openView } from './app/view.ts'
import { overPort, overSocket } from './channels.ts'
import { openConnection } from './connection.ts'
import { askFirstPictures } from './studio/first-pictures.ts'

// Dialogs add a style element while they are open; the page's policy lets it through by this word, which the library
// that adds it looks for under this name.
const nonce = document.querySelector<HTMLElement>('meta[property=csp-nonce]')?.nonce
if (nonce !== undefined) Object.assign(globalThis, { __webpack_nonce__: nonce })

// The line is opened and the first pictures are asked for before the code that draws them is there: both take their time.
const isDesktop = 'studio' in window
const line = openConnection(isDesktop ? overPort() : overSocket(location.origin))
const view = openView(localStorage)
const first = askFirstPictures(line.client, view.getState())

// Not awaited here: the window's code uses parts of this file, and would wait for it in turn.
void import('./window.tsx').then(({ openWindow }) => openWindow({ line, view, first }))
