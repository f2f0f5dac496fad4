import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { Picker } from '../../ui/menu.tsx'

const short = (name: string): string => (name.length > 40 ? `${name.slice(0, 39)}…` : name)

/** Subject and identity, the same ones as on the Board. */
export const WhosePickers = () => {
  const { view } = useStudio()
  const subject = useView((state) => state.subject)
  const identity = useView((state) => state.identity)
  const subjects = useMirror((mirror) => mirror.subjects)
  const identities = useMirror((mirror) => mirror.identities)
  const letGo = { selection: [], focus: null, picked: { scenes: [], portraits: [] } }
  return (
    <>
      {subject !== null && (
        <Picker
          name="Subject"
          value={String(subject)}
          options={subjects
            .filter(({ id, archived }) => !archived || id === subject)
            .map(({ id, traits }) => ({ value: String(id), title: short(traits.name) }))}
          onChange={(value) => {
            const chosen = subjects.find(({ id }) => String(id) === value)
            if (chosen) view.setState({ ...letGo, subject: chosen.id })
          }}
        />
      )}
      {identity !== null && (
        <Picker
          name="Identity"
          value={String(identity)}
          options={identities
            .filter(({ id, archived }) => !archived || id === identity)
            .map(({ id, identity: { name } }) => ({ value: String(id), title: short(name) }))}
          onChange={(value) => {
            const chosen = identities.find(({ id }) => String(id) === value)
            if (chosen) view.setState({ ...letGo, identity: chosen.id })
          }}
        />
      )}
    </>
  )
}
