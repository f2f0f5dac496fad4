import { Command } from 'commander'
import { DEFAULT_LADDER } from '../../contract/index.ts'
import { STRATEGIES } from '../../core/pipeline/recipes/index.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import { openOutput } from '../output.ts'

/** `studio recipes`: what can be run, and what is known about it. */
export const recipesCommand = (done: (code: ExitCode) => void): Command =>
  new Command('recipes')
    .description('List the recipes and strategies: what goes in, in which order, and what is known about each.')
    .option('--json', 'one JSON object per line')
    .action(({ json = false }: { json?: boolean }) => {
      const output = openOutput(json)
      output.fact({
        recipe: 'matched-portrait',
        title: 'Matched portrait',
        steps: ['views', 'scene', 'portrait', 'final'],
        ladder: DEFAULT_LADDER,
      })
      output.line('matched-portrait    five character views, generic scene, matched portrait, final by a ladder')
      output.line(`${' '.repeat(20)}default ladder: ${DEFAULT_LADDER.join(', ')}`)
      output.line()
      output.line('Strategies, each a rung for --ladder or a recipe of its own:')
      for (const { name, title, goesIn, known, nodes } of Object.values(STRATEGIES)) {
        output.fact({ strategy: name, title, goesIn, known, steps: nodes.map(({ step }) => step.step) })
        output.line()
        output.line(`${name.padEnd(20)}${title}: ${goesIn}`)
        output.line(`${' '.repeat(20)}${known}`)
      }
      done(EXIT.done)
    })
