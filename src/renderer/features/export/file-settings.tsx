import type { ExportOptions } from '../../../contract/api/index.ts'
import { Choices } from '../../ui/field.tsx'
import { Picker } from '../../ui/menu.tsx'
import { SavedNumber } from '../settings/saved-field.tsx'
import styles from './export.module.css'
import { FORMATS, hasQuality } from './options.ts'
import { Group, Setting } from './setting.tsx'

const COLOURS = [
  { value: 'srgb', title: 'sRGB', note: 'Looks right everywhere' },
  { value: 'display-p3', title: 'Display P3', note: 'Wider, for newer screens' },
  { value: 'keep', title: 'As it is', note: 'The profile it came with' },
] as const

type Change = (change: Partial<ExportOptions>) => void

/** What the pictures are written as. */
export const FileSettings = ({ options, onChange }: { readonly options: ExportOptions; readonly onChange: Change }) => (
  <Group title="File">
    <Setting title="Format">
      <Picker name="Format" value={options.format} options={FORMATS} onChange={(format) => onChange({ format })} />
    </Setting>
    {options.format === 'original' ? (
      <p className={styles.hint}>Not a byte is changed: a signature of the model’s maker (C2PA) stays whole.</p>
    ) : (
      <>
        <Setting title="Longest side">
          <SavedNumber
            name="Longest side in pixels"
            value={options.size}
            least={16}
            most={16_384}
            empty="Full"
            onSave={async (size) => {
              onChange({ size: size === null ? null : Math.round(size) })
              return await Promise.resolve(true)
            }}
          />
        </Setting>
        {hasQuality(options) && (
          <Setting title="Quality">
            <SavedNumber
              name="Quality, 1 to 100"
              value={options.quality}
              least={1}
              most={100}
              onSave={async (quality) => {
                onChange({ quality: Math.round(quality ?? 90) })
                return await Promise.resolve(true)
              }}
            />
          </Setting>
        )}
        <Setting title="Colour profile">
          <Picker
            name="Colour profile"
            value={options.colour}
            options={COLOURS}
            onChange={(colour) => onChange({ colour })}
          />
        </Setting>
        <p className={styles.hint}>Marked as made by a model, with recipe and model, and read back once written.</p>
      </>
    )}
  </Group>
)

const COLLISIONS = [
  { value: 'number', title: 'Number it' },
  { value: 'skip', title: 'Skip' },
  { value: 'ask', title: 'Ask' },
] as const

/** What happens where a name is taken. */
export const CollisionChoice = ({
  options,
  onChange,
}: {
  readonly options: ExportOptions
  readonly onChange: Change
}) => (
  <Setting title="If a name is taken">
    <Choices
      name="If a name is taken"
      value={options.collision}
      options={COLLISIONS}
      onChange={(collision) => onChange({ collision })}
    />
  </Setting>
)
