import { dirname, join, relative, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const root = import.meta.dirname
const at = (path: string): string => resolve(root, path)

/** Where the main process is built to. All of its files lie side by side, so that addresses between them are short. */
const MAIN = 'out/main'

const ADDRESS = /new URL\(\s*'(\.{1,2}\/[^']+)',\s*import\.meta\.url,?\s*\)/g

/**
 * The core names its worker threads and its resources by their place beside the source:
 * `new URL('./worker.ts', import.meta.url)`. Bundling moves the source, so workers become files of their own and addresses
 * of resources are told from the new place. The same source thereby runs unbundled, as the command line and the tests do.
 */
const addressesStayTrue = (): Plugin => ({
  name: 'addresses-stay-true',
  enforce: 'pre',
  transform(code, id) {
    if (!id.startsWith(at('src')) || !code.includes('import.meta.url')) return null
    return code.replaceAll(ADDRESS, (_whole, path: string) => {
      const target = resolve(dirname(id), path)
      const folder = path.endsWith('/') ? '/' : ''
      if (!target.endsWith('.ts'))
        return `new URL('${relative(at(MAIN), target).replaceAll('\\', '/')}${folder}', import.meta.url)`
      const fileName = `${relative(at('src'), target).replaceAll(/[\\/]/g, '-').replace(/\.ts$/, '')}.js`
      this.emitFile({ type: 'chunk', id: target, fileName })
      return `new URL('./${fileName}', import.meta.url)`
    })
  },
})

export default defineConfig({
  main: {
    plugins: [addressesStayTrue()],
    build: {
      outDir: at(MAIN),
      target: 'node24',
      rolldownOptions: {
        input: { index: at('src/main/index.ts') },
        output: { chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      // A sandboxed preload is one CommonJS file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('src/renderer'),
    plugins: [react()],
    // The hosts put a fresh one in its place with every page they serve; see src/core/serving/page.ts.
    html: { cspNonce: 'STUDIO_STYLE_NONCE' },
    build: {
      outDir: at('out/renderer'),
      rolldownOptions: { input: { index: join(at('src/renderer'), 'index.html') } },
    },
  },
})
