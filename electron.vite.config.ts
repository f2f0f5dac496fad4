import { dirname, join, relative, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import type { Plugin } from 'vite'

const root = import.meta.dirname
const at = (path: string): string => resolve(root, path)

/** Where the main process is built to. All of its files lie side by side, so that addresses between them are short. */
const MAIN = 'out/main'

/** The hosts put a fresh one in its place with every page they serve; see src/core/serving/page.ts. */
const NONCE_PLACE = 'STUDIO_STYLE_NONCE'

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

/**
 * The page begins with little code, which opens the line to the studio and then asks for the window. Saying so in the page lets the
 * browser fetch both at once.
 */
const windowAlongside = (): Plugin => ({
  name: 'window-alongside',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle = {} }) => {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
      const reached = new Set<string>()
      const reach = (name: string): void => {
        if (reached.has(name)) return
        reached.add(name)
        for (const next of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) reach(next)
      }
      const window = at('src/renderer/window.tsx')
      for (const { fileName, moduleIds } of chunks) if (moduleIds.includes(window)) reach(fileName)
      const styles = chunks.flatMap(({ fileName, viteMetadata }) =>
        reached.has(fileName) ? [...(viteMetadata?.importedCss ?? [])] : [],
      )
      return [
        ...[...new Set(styles)].map((name) => ({ rel: 'stylesheet', name })),
        ...[...reached].map((name) => ({ rel: 'modulepreload', name })),
      ]
        .filter(({ name }) => !html.includes(name))
        .map(({ rel, name }) => ({
          tag: 'link',
          attrs: { rel, crossorigin: true, href: `./${name}`, nonce: NONCE_PLACE },
          injectTo: 'head' as const,
        }))
    },
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
    plugins: [react(), windowAlongside()],
    html: { cspNonce: NONCE_PLACE },
    build: {
      outDir: at('out/renderer'),
      // Half as much to read and to parse before the first picture.
      minify: true,
      rolldownOptions: {
        input: { index: join(at('src/renderer'), 'index.html') },
        // What the window needs to open is one file, whoever else needs parts of it later.
        output: {
          codeSplitting: {
            groups: [
              { name: 'start', test: at('src/renderer/main.ts'), priority: 2 },
              { name: 'window', test: at('src/renderer/window.tsx'), priority: 1 },
            ],
          },
        },
      },
    },
  },
})
