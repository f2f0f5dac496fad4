import { NAME_WORDS } from '../../../contract/api/index.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Menu } from '../../ui/menu.tsx'
import styles from './export.module.css'

/** The template of names, with its words behind a button and an example below. */
export const NameSetting = ({
  name,
  example,
  wrong,
  onChange,
}: {
  readonly name: string
  readonly example: string | null
  readonly wrong: string | null
  readonly onChange: (name: string) => void
}) => (
  <div className={styles.name}>
    <TextField
      label="File name"
      value={name}
      maxLength={200}
      wrong={wrong}
      hint={
        example !== null && (
          <span className={styles.example} dir="auto">
            {example}
          </span>
        )
      }
      onChange={(event) => onChange(event.target.value)}
    />
    <Menu
      items={NAME_WORDS.map((word) => ({
        title: `{${word}}`,
        onSelect: () => onChange(name === '' || /[_\-. ]$/.test(name) ? `${name}{${word}}` : `${name}_{${word}}`),
      }))}
    >
      <Button>Add a word</Button>
    </Menu>
  </div>
)
