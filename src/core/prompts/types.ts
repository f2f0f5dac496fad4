import type { Identity, StepName, StrategyName, SubjectTraits, ViewName } from '../../contract/index.ts'

/** A prompt template, read from resources/prompts/<name>.txt. */
export interface Template {
  /** File name without ending: `views`, `scene`, `portrait`, `describe`, `final-scene-views`, `final-multi-turn-2` ... */
  readonly name: string
  /** First 12 hex digits of the SHA-256 of the template's text, line ends normalized to LF. */
  readonly version: string
  readonly text: string
}

/** Values for `{{variables}}`; an absent one renders as nothing and takes its whole line with it when it stands alone. */
export type Variables = Readonly<Record<string, string | undefined>>

/** A kind of picture a prompt can speak of. */
export type PromptPicture = 'reference' | 'view' | 'scene' | 'portrait' | 'canvas' | 'composite'

/** What a template is for; decides which lint rules apply and which variables it may use. */
export interface TemplatePurpose {
  readonly name: string
  readonly step: StepName
  readonly strategy: StrategyName | null
  /** The pictures of the request in the order they are sent; their numbers ("image 6") follow from it. */
  readonly pictures: readonly PromptPicture[]
  readonly variables: readonly string[]
  /** Groups of variables of which at least one must be used: without it the prompt forgets what it is for. */
  readonly required: readonly (readonly string[])[]
}

export interface LintFinding {
  /** The rule's name: its file in prompts/lint without ending. */
  readonly rule: string
  readonly severity: 'error' | 'warning'
  /** 0-based offsets of the words in the template; equal when something is missing rather than wrong. */
  readonly start: number
  readonly end: number
  readonly line: number
  readonly column: number
  readonly message: string
  /** Why: which learning of the field it goes against. */
  readonly reason: string
  /** Words to write instead. */
  readonly suggestion: string
  /** A replacement that can be made without thinking, where there is one. Offsets as above. */
  readonly fix?: LintFix
}

export interface LintFix {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** What the variables of every template are made from. */
export interface PromptFacts {
  readonly traits: SubjectTraits
  readonly identity?: Identity
  readonly style?: string
  readonly view?: ViewName
  /** A recreation prompt: what the describe step said about the scene. */
  readonly description?: string
  /** How many pictures of each kind the request carries, so that a prompt can name them in order. */
  readonly pictures?: {
    readonly reference?: number
    readonly view?: number
    readonly scene?: number
    readonly portrait?: number
  }
}
