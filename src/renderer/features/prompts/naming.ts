import type { PromptTemplate } from '../../../contract/api/index.ts'
import { strategyTitle } from '../../ui/naming.ts'

const STEPS: Readonly<Record<string, string>> = {
  views: 'Character views',
  scene: 'Scene',
  portrait: 'Matched portrait',
  describe: 'Describe',
  'nearest-view': 'Nearest view',
  'second-opinion': 'Second opinion',
}

const TURNS: Readonly<Record<string, string>> = { '2': 'second turn', '3': 'third turn' }

/** A template as people call it: "Matched portrait", "scene views", "multi turn, second turn". */
export const templateTitle = ({ name, strategy }: Pick<PromptTemplate, 'name' | 'strategy'>): string => {
  if (strategy === null) return STEPS[name] ?? name
  const turn = TURNS[/-(\d)$/.exec(name)?.[1] ?? '']
  return turn === undefined ? strategyTitle(strategy) : `${strategyTitle(strategy)}, ${turn}`
}

/** A version's name, short enough to read and long enough to tell apart. */
export const shortVersion = (version: string): string => version.slice(0, 6)
