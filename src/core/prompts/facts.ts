import type { SubjectTraits } from '../../contract/index.ts'
import { momentExpression, VIEW_EXPRESSION } from './expression.ts'
import { PICTURE_VARIABLE } from './purposes.ts'
import type { PromptFacts, PromptPicture, TemplatePurpose, Variables } from './types.ts'
import { viewWords } from './view-words.ts'

const PRONOUNS = {
  woman: { they: 'she', They: 'She', them: 'her', their: 'her', Their: 'Her' },
  man: { they: 'he', They: 'He', them: 'him', their: 'his', Their: 'His' },
} as const

const CLOTHES = { woman: 'a light-blue blouse', man: 'a light-blue collared shirt' } as const

/** A fragment that a template sets its own full stop behind. */
const fragment = (text: string | undefined): string | undefined => text?.trim().replace(/[.\s]+$/, '')

/** A longer text: line ends as LF, no trailing spaces, one blank line at most between paragraphs. */
const passage = (text: string | undefined): string | undefined =>
  text
    ?.replaceAll('\r\n', '\n')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim()

/** "dark brown" is said as "dark brown hair"; words that already tell of the hair or its absence stay as they are. */
const hairWords = (color: string): string => {
  if (/^(?:bald|shaved|clean-shaven)$/i.test(color)) return `a ${color.toLowerCase()} head`
  return /\b(?:hair|bald|shaved|head)\b/i.test(color) ? color : `${color} hair`
}

const eyeWords = (color: string): string => (/\beyes?\b/i.test(color) ? color : `${color} eyes`)

const article = (word: string): string => (/^(?:[aio]|e(?!u)|u(?!k|ni|se|ru|ga|zb))/i.test(word.trim()) ? 'an' : 'a')

/** "a woman", "an Italian woman", "a man of Nigerian descent". */
const personWords = (traits: SubjectTraits): string => {
  const origin = fragment(traits.ethnicity)
  if (origin === undefined || origin === '') return `a ${traits.gender}`
  if (/^(?:of|from|with) /i.test(origin)) return `a ${traits.gender} ${origin}`
  if (/\b(?:descent|origin|heritage|ancestry|background)$/i.test(origin)) return `a ${traits.gender} of ${origin}`
  return `${article(origin)} ${origin} ${traits.gender}`
}

/** The style of the run leads; the identity's own fills the room it leaves, unless the run's words already hold it. */
const styleWords = (run: string | undefined, own: string | undefined): string | undefined => {
  const [first, second] = [fragment(run), fragment(own)].filter((style) => style !== undefined && style !== '')
  if (first === undefined || second === undefined || first.toLowerCase().includes(second.toLowerCase())) return first
  return `${first}, and where that leaves room, ${second}`
}

const WITHOUT_NUMBER: Readonly<Record<PromptPicture, string>> = {
  reference: 'the reference photos',
  view: 'the character views',
  scene: 'the scene picture',
  portrait: 'the portrait',
  canvas: 'the canvas',
  composite: 'the composite',
}

/**
 * "image 6", "images 2 to 6": where each kind of picture stands in the request, counted over the pictures only. Where the
 * number of pictures before it is not known it is called by what it is. One scene, portrait or canvas unless told.
 */
const pictureWords = (purpose: TemplatePurpose, counts: PromptFacts['pictures']): Variables => {
  const words: Record<string, string> = {}
  let next: number | null = 1
  for (const picture of purpose.pictures) {
    const madeHere = picture === 'canvas' || picture === 'composite'
    const single = picture === 'scene' || picture === 'portrait' || madeHere ? 1 : null
    const count: number | null = (madeHere ? 1 : counts?.[picture]) ?? single
    const name = PICTURE_VARIABLE[picture]
    const last: number | null = next === null || count === null ? null : next + count - 1
    if (name !== null)
      words[name] =
        next === null || last === null || last < next
          ? WITHOUT_NUMBER[picture]
          : last === next
            ? `image ${next}`
            : last === next + 1
              ? `images ${next} and ${last}`
              : `images ${next} to ${last}`
    next = last === null ? null : last + 1
  }
  return words
}

/**
 * The values for everything a template of this purpose may use, from what is known of subject, identity and request.
 * What is not known is absent. Free words go in as they were written, without the full stop of a fragment.
 */
export const variablesFor = (purpose: TemplatePurpose, facts: PromptFacts): Variables => {
  const { traits, identity, view } = facts
  const all: Variables = {
    gender: traits.gender,
    person: personWords(traits),
    ...PRONOUNS[traits.gender],
    hair: hairWords(traits.hairColor.trim()),
    eyes: eyeWords(traits.eyeColor.trim()),
    ethnicity: fragment(traits.ethnicity),
    build: fragment(traits.build),
    height: fragment(traits.height),
    clothes: CLOTHES[traits.gender],
    ...(view === undefined ? {} : viewWords(view)),
    expression: view === undefined ? momentExpression(identity?.visualization ?? '') : VIEW_EXPRESSION[view],
    identity: fragment(identity?.name),
    category: fragment(identity?.category),
    iAm: passage(identity?.iAm),
    visualization: passage(identity?.visualization),
    style: styleWords(facts.style, identity?.style),
    description: passage(facts.description),
    ...pictureWords(purpose, facts.pictures),
  }
  return Object.fromEntries(
    Object.entries(all).filter(
      ([name, value]) => value !== undefined && value !== '' && purpose.variables.includes(name),
    ),
  )
}
