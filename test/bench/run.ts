// Measures what the README claims, each figure beside a peer or a limit of the same run.
import { availableParallelism, cpus } from 'node:os'
import { measureChecks } from './checks.ts'
import { measureBackup } from './backup.ts'
import { measureExport } from './export.ts'
import { measureComposite } from './composite.ts'
import type { Figure } from './figure.ts'
import { measureHistory } from './history.ts'
import { measureFaces } from './faces.ts'
import { measureLatency } from './latency.ts'
import { measureResume } from './resume.ts'
import { measureSimulator } from './simulator.ts'
import { measureSteps } from './steps.ts'
import { measureWindow } from './window.ts'

const BENCHES: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  steps: measureSteps,
  latency: measureLatency,
  resume: measureResume,
  simulator: measureSimulator,
  composite: measureComposite,
  export: measureExport,
  backup: measureBackup,
  faces: measureFaces,
  checks: measureChecks,
  window: measureWindow,
  history: measureHistory,
}

const asked = process.argv.slice(2)
const unknown = asked.find((name) => !(name in BENCHES))
if (unknown !== undefined) {
  console.error(`There is no benchmark "${unknown}". There are ${Object.keys(BENCHES).join(', ')}.`)
  process.exit(2)
}

console.log(
  `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}`,
)
console.log('| figure | measured | against | aim | |')
console.log('| --- | --- | --- | --- | --- |')
for (const [name, measure] of Object.entries(BENCHES)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  for (const figure of await measure())
    console.log(
      `| ${figure.name} | ${figure.measured} | ${figure.against} | ${figure.aim} | ${figure.met ? 'met' : 'MISSED'} |`,
    )
}
