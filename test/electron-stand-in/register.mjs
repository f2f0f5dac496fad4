// Lets the specifier 'electron' mean the stand-in, for ESM and CommonJS alike.
import { registerHooks } from 'node:module'

const url = new URL('./electron.mjs', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    /^electron(?:\/(?:main|common))?$/.test(specifier)
      ? { url, format: 'module', shortCircuit: true }
      : next(specifier, context),
})
