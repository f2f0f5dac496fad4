import { absent, lineAtEnd, type LintRule } from './rule.ts'

/** What is lost when a prompt leaves a variable out. */
const LOST: Readonly<Record<string, string>> = {
  person: 'who the picture is of',
  direction: 'which of the five views it is',
  expression: 'the expression of the view',
  hair: "the subject's hair",
  eyes: "the subject's eye colour",
  build: "the subject's build",
  height: "the subject's height",
  clothes: 'the clothes that all five views share',
  visualization: 'the moment of the identity',
  style: 'the style preference of the run',
  viewImages: 'which pictures are the character views',
  sceneImage: 'which picture is the scene',
  description: "the describe step's answer",
}

/** The line that says it, for those variables that can stand in one of their own. */
const LINES: Readonly<Record<string, string>> = {
  person: 'The person: {{person}}.',
  direction: 'Head: {{direction}}.',
  expression: 'Expression: {{expression}}.',
  hair: 'Hair: {{hair}}.',
  eyes: 'Eyes: {{eyes}}.',
  build: 'Build: {{build}}.',
  height: 'Height: {{height}}.',
  clothes: 'Clothes: {{clothes}}.',
  visualization: 'The moment: {{visualization}}',
  style: 'Style: {{style}}.',
  viewImages: 'From {{viewImages}}, character views on plain white, comes the person.',
  sceneImage: 'From {{sceneImage}}, a film scene with a stand-in, comes everything else.',
  description: 'The scene:\n{{description}}',
}

/** A variable that this kind of prompt needs and does not use. */
export const unusedVariable: LintRule = {
  name: 'unused-variable',
  reason:
    'What is known and not said is left to chance: the same prompt would be sent for every subject, view or identity.',
  check: (text, purpose) =>
    (purpose?.required ?? [])
      .filter((group) => !group.some((name) => text.variables.some((variable) => variable.name === name)))
      .map((group) => {
        const named = group.map((name) => `{{${name}}}`).join(' or ')
        const line = LINES[group[0] ?? '']
        const missing = absent(
          text,
          `${named} is not used: the prompt does not say ${LOST[group[0] ?? ''] ?? 'it'}.`,
          `Add ${named} where the prompt speaks of it.`,
          'warning',
        )
        return line === undefined ? missing : { ...missing, fix: lineAtEnd(text, line) }
      }),
}
