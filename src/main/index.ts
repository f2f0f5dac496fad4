import { app, protocol } from 'electron'
import { confineAll } from './confine.ts'
import { startDesktop } from './desktop.ts'
import { claimScheme } from './serve-page.ts'
import { focusFirst } from './window.ts'

claimScheme(protocol)
confineAll(app)
// Every page, whoever opens it, in a sandbox of its own.
app.enableSandbox()
if (app.requestSingleInstanceLock()) {
  app.on('second-instance', focusFirst)
  app.on('window-all-closed', () => app.quit())
  // Never awaited here: Electron is ready only after this module has been read to its end (electron issue 40719).
  void app.whenReady().then(startDesktop)
} else app.quit()
