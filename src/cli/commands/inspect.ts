import { basename } from 'node:path'
import { Command } from 'commander'
import type { Face } from '../../contract/index.ts'
import { openVision } from '../../core/vision/vision.ts'
import { EXIT, exitOfProblem, type ExitCode } from '../exit.ts'
import { inspect, type Inspected, referencesIn } from '../inspecting.ts'
import { openOutput, type Output } from '../output.ts'

interface Options {
  readonly subject?: string
  readonly json?: boolean
}

const toFace = ({ x, y, w, h, widthPercent, yaw, pitch, roll, smile, confidence }: Face) => ({
  x,
  y,
  w,
  h,
  widthPercent,
  yaw,
  pitch,
  roll,
  smile,
  confidence,
})

const edge = (yaw: number): string => {
  if (Math.abs(yaw) < 8) return 'toward the viewer'
  const how = Math.abs(yaw) >= 65 ? 'in profile toward' : 'toward'
  return `${how} the ${yaw > 0 ? 'RIGHT' : 'LEFT'} edge`
}

const print = (file: string, { analysis, likeness }: Inspected, output: Output): void => {
  const { width, height, faces, background } = analysis
  const [main] = faces
  output.fact({
    file,
    width,
    height,
    faces: faces.map(toFace),
    background,
    light: main?.light ?? null,
    ...(likeness ? { likeness } : {}),
  })
  output.line(`${file}  ${width} x ${height}, ${Math.round(100 * background.white)} % white around`)
  if (!main) output.line('    no face')
  for (const face of faces) {
    const turned = `${edge(face.yaw)} (yaw ${face.yaw}, pitch ${face.pitch}, roll ${face.roll})`
    const size = `${face.widthPercent.toFixed(1)} % wide`
    output.line(
      `    face  ${size}  ${turned}  smile ${face.smile.toFixed(2)}  sure ${face.confidence.toFixed(2)}  light ${face.light.side}`,
    )
  }
  if (likeness)
    output.line(`    ${likeness.score === null ? '' : `likeness ${likeness.score.toFixed(2)}: `}${likeness.says}`)
}

/** `studio inspect`: what is measured in pictures, on this machine. */
export const inspectCommand = (done: (code: ExitCode) => void): Command =>
  new Command('inspect')
    .description('Measure the faces, light and background of pictures, on this machine and offline. Keeps nothing.')
    .argument('<files...>', 'pictures')
    .option('--subject <dir>', 'a folder with photos of somebody who agreed to be compared; nothing of it is kept')
    .option('--json', 'one JSON object per picture and line')
    .action(async (files: readonly string[], { subject, json = false }: Options) => {
      const output = openOutput(json)
      const vision = openVision()
      try {
        const references = subject === undefined ? null : await referencesIn(vision, subject)
        if (references && !references.ok) {
          output.problem(references.problem)
          return done(exitOfProblem(references.problem))
        }
        let code: ExitCode = EXIT.done
        for (const path of files) {
          const seen = await inspect(vision, { name: basename(path), path }, references && references.value)
          if (seen.ok) print(path, seen.value, output)
          else {
            const { message, ...problem } = seen.problem
            output.problem({ ...problem, message: `${path}: ${message}` })
            code = EXIT.badInput
          }
        }
        done(code)
      } finally {
        await vision.close()
      }
    })
