import { type Choices, Settings, type SettingsChange } from '../../contract/api/index.ts'
import { DEFAULT_LADDER } from '../../contract/index.ts'
import type { AppLibrary } from '../library/app.ts'
import { STRATEGIES } from '../pipeline/recipes/index.ts'
import type { Studio } from '../studio.ts'

export interface AppSettings {
  readonly get: () => Settings
  readonly set: (change: SettingsChange) => Promise<Settings>
}

const DEFAULTS = Settings.parse({})

/** What is stored, as far as it can be read; a value of another version of the studio falls back to the default. */
const readable = (stored: Readonly<Record<string, unknown>>): Settings => {
  const read = Object.entries(Settings.shape).flatMap(([name, schema]) => {
    const parsed = schema.safeParse(stored[name])
    return parsed.success ? [[name, parsed.data] as const] : []
  })
  return Settings.parse({ ...DEFAULTS, ...Object.fromEntries(read) })
}

/** Settings of a library, for every window of it. */
export const openAppSettings = (shelf: AppLibrary['settings']): AppSettings => {
  let current = readable(shelf.get())
  return {
    get: () => current,
    set: async (change) => {
      const given = Object.entries(change).filter(([, value]) => value !== undefined)
      await shelf.set(Object.fromEntries(given))
      current = Settings.parse({ ...current, ...Object.fromEntries(given) })
      return current
    },
  }
}

const TITLES = {
  simulator: 'Simulator (on this machine)',
  gemini: 'Google Gemini',
  replay: 'Replay (from the library only)',
} as const

/** What menus offer. Replay answers for whatever model the library has answers of. */
export const choicesOf = ({ models }: Pick<Studio, 'models'>): Choices => ({
  engines: (['simulator', 'gemini', 'replay'] as const).map((name) => {
    const { defaultModel, rows } = models[name === 'simulator' ? 'simulator' : 'gemini']
    return {
      name,
      title: TITLES[name],
      defaultModel,
      models: rows.map(({ id, kind, state, sizes, usdPerImage }) => ({ id, kind, state, sizes, usdPerImage })),
    }
  }),
  strategies: Object.values(STRATEGIES).map(({ name, title, goesIn, known }) => ({ name, title, goesIn, known })),
  defaultLadder: DEFAULT_LADDER,
})
