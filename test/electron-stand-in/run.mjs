// Plays the binary: loads the app's main module, and is ready only then.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { boot, prepare } from './app.mjs'

const folder = resolve(process.argv[2] ?? '.')
const about = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
process.versions.electron ??= '45.4.1-stand-in'
Object.defineProperty(process, 'type', { value: 'browser' })

// Electron reads the whole graph of modules to its end before it is ready (electron issue 40719): a top-level
// `await app.whenReady()` hangs there, so it hangs here, and five seconds of that are told as what they are.
await prepare(about)
const hanging = setTimeout(() => {
  console.error('STAND-IN: the main module never came to its end (a top-level await of whenReady?)')
  process.exit(70)
}, 5000)
await import(pathToFileURL(join(folder, about.main)).href)
clearTimeout(hanging)
await boot()
