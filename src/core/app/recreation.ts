import type { RecreationPrompt } from '../../contract/api/index.ts'
import { failed, type IdentityId, ok, type Result, type Sha256 } from '../../contract/index.ts'
import type { SaidOfScene } from '../library/prompt-shelf.ts'
import type { Library } from '../library/types.ts'
import type { Studio } from '../studio.ts'

const toRecreation = (library: Library, said: SaidOfScene): RecreationPrompt => {
  const { scene, subject, identity, attempt, run, job, model, text, at } = said
  return {
    scene,
    subject,
    identity,
    said: { attempt, run, job, model, text, at },
    edits: library.descriptions
      .of(scene)
      .map(({ id, text: words, author, madeAt, inUse }) => ({ id, text: words, author, madeAt, inUse })),
  }
}

/** Of each scene the answer to the wording that is current, which the next run uses; the newest where that was never asked. */
const inForce = (answers: readonly SaidOfScene[], version: string): readonly SaidOfScene[] =>
  [...Map.groupBy(answers, ({ scene }) => scene).values()].flatMap(
    ([newest, ...older]) => [newest, ...older].find((one) => one?.version === version) ?? newest ?? [],
  )

type Told = Pick<Studio, 'library' | 'currentPrompt'>

/** What describe steps said of the scenes of an identity, and what people made of it; newest first. */
export const recreationsOf = ({ library, currentPrompt }: Told, identity: IdentityId): readonly RecreationPrompt[] =>
  inForce(library.descriptions.said(identity), currentPrompt('describe', identity).version).map((said) =>
    toRecreation(library, said),
  )

/** The recreation prompt of one scene. */
export const recreationOf = (studio: Told, scene: Sha256): Result<RecreationPrompt> => {
  for (const { identity } of studio.library.cards.places(scene)) {
    const told = identity === null ? undefined : recreationsOf(studio, identity).find((one) => one.scene === scene)
    if (told) return ok(told)
  }
  return failed(
    'description-missing',
    'No describe step has said anything of this scene yet.',
    'Try the describe prompt on it, or make a final with “describe regenerate”.',
  )
}
