import type { Settings } from '../../../contract/api/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { Choices } from '../../ui/field.tsx'
import { dollars } from '../../ui/figures.ts'
import { Picker } from '../../ui/menu.tsx'
import { Row, Section } from './row.tsx'

const DEFAULT = 'default'

/** Who makes the pictures. */
export const EngineSettings = ({ settings }: { readonly settings: Settings }) => {
  const { ask } = useStudio()
  const choices = useMirror((mirror) => mirror.choices)
  if (!choices) return null
  const engine = choices.engines.find(({ name }) => name === settings.engine)
  const models = (kind: 'image' | 'text') => [
    { value: DEFAULT, title: `Default (${engine?.defaultModel[kind] ?? 'none'})` },
    ...(engine?.models ?? [])
      .filter((model) => model.kind === kind)
      .map((model) => {
        const price = model.usdPerImage[settings.imageSize]
        return {
          value: model.id,
          title: model.id,
          note: `${model.state}${price === undefined ? '' : `, ${dollars(price)} a picture`}`,
        }
      }),
  ]
  return (
    <Section title="Engine">
      <Row
        title="Engine"
        says="The simulator draws on this machine. Gemini needs a key. Replay answers from the library alone."
      >
        <Choices
          name="Engine"
          value={settings.engine}
          options={choices.engines.map(({ name, title }) => ({ value: name, title }))}
          onChange={(name) => void ask.set({ engine: name, model: null, textModel: null })}
        />
      </Row>
      <Row title="Model for pictures" says="">
        <Picker
          name="Model for pictures"
          value={settings.model ?? DEFAULT}
          options={models('image')}
          onChange={(id) => void ask.set({ model: id === DEFAULT ? null : id })}
        />
      </Row>
      <Row title="Model for words" says="Describes scenes and chooses views.">
        <Picker
          name="Model for words"
          value={settings.textModel ?? DEFAULT}
          options={models('text')}
          onChange={(id) => void ask.set({ textModel: id === DEFAULT ? null : id })}
        />
      </Row>
      <Row title="Size" says="Longer side of a picture. Larger ones cost more.">
        <Choices
          name="Size"
          value={settings.imageSize}
          options={[
            { value: '1K', title: '1K' },
            { value: '2K', title: '2K' },
            { value: '4K', title: '4K' },
          ]}
          onChange={(imageSize) => void ask.set({ imageSize })}
        />
      </Row>
    </Section>
  )
}
