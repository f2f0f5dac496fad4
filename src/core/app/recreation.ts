import type { RecreationPrompt } from '../../contract/api/index.ts'
import { failed, type IdentityId, ok, type Result, type Sha256 } from '../../contract/index.ts'
import type { SaidOfScene } from '../library/prompt-shelf.ts'
import type { Library } from '../library/types.ts'

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

/** What describe steps said of the scenes of an identity, and what people made of it; newest first. */
export const recreationsOf = (library: Library, identity: IdentityId): readonly RecreationPrompt[] =>
  library.descriptions.said(identity).map((said) => toRecreation(library, said))

/** The recreation prompt of one scene. */
export const recreationOf = (library: Library, scene: Sha256): Result<RecreationPrompt> => {
  for (const { identity } of library.cards.places(scene)) {
    const said = identity === null ? undefined : library.descriptions.said(identity).find((one) => one.scene === scene)
    if (said) return ok(toRecreation(library, said))
  }
  return failed(
    'description-missing',
    'No describe step has said anything of this scene yet.',
    'Make a final with “describe regenerate” or “portrait only” first.',
  )
}
