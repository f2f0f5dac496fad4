import type { ExportOptions } from '../../../contract/api/index.ts'
import { Choices, Stepper, TextField } from '../../ui/field.tsx'
import { Check } from './check.tsx'
import { Group, Setting } from './setting.tsx'

type Props = { readonly options: ExportOptions; readonly onChange: (change: Partial<ExportOptions>) => void }

const PAPERS = [
  { value: 'a4', title: 'A4' },
  { value: 'letter', title: 'Letter' },
] as const

const SIDES = [
  { value: '900', title: 'Small' },
  { value: '1400', title: 'Medium' },
  { value: '2400', title: 'Large' },
] as const

const SHEET = { paper: 'a4', columns: 3, captions: true, lineage: false } as const
const PAGE = { title: '', side: 1400 } as const

/** What goes with the pictures. */
export const ExtraSettings = ({ options, onChange }: Props) => {
  const { contactSheet: sheet, reviewPage: page } = options
  return (
    <Group title="What is written">
      <Check
        title="Pictures"
        says="One file each."
        on={options.pictures}
        onChange={(pictures) => onChange({ pictures })}
      />
      {options.pictures && (
        <Check
          title="A JSON file beside each"
          says="What it is, what made it, what was found and said."
          on={options.sidecar}
          onChange={(sidecar) => onChange({ sidecar })}
        />
      )}
      <Check
        title="Contact sheet"
        says="A PDF for print or mail."
        on={sheet !== null}
        onChange={(on) => onChange({ contactSheet: on ? SHEET : null })}
      />
      {sheet !== null && (
        <>
          <Setting title="Paper">
            <Choices
              name="Paper"
              value={sheet.paper}
              options={PAPERS}
              onChange={(paper) => onChange({ contactSheet: { ...sheet, paper } })}
            />
          </Setting>
          {!sheet.lineage && (
            <Setting title="Columns">
              <Stepper
                name="Columns"
                value={sheet.columns}
                least={1}
                most={8}
                onChange={(columns) => onChange({ contactSheet: { ...sheet, columns } })}
              />
            </Setting>
          )}
          <Check
            title="Captions"
            on={sheet.captions}
            onChange={(captions) => onChange({ contactSheet: { ...sheet, captions } })}
          />
          <Check
            title="Lineage"
            says="Each picture with the portrait, scene, views and photos it was made from."
            on={sheet.lineage}
            onChange={(lineage) => onChange({ contactSheet: { ...sheet, lineage } })}
          />
        </>
      )}
      <Check
        title="Review page"
        says="One HTML file for people without the studio: compare, rate, comment, and send a file back."
        on={page !== null}
        onChange={(on) => onChange({ reviewPage: on ? PAGE : null })}
      />
      {page !== null && (
        <>
          <TextField
            label="Title of the page"
            value={page.title}
            maxLength={200}
            placeholder="Pictures for review"
            onChange={(event) => onChange({ reviewPage: { ...page, title: event.target.value } })}
          />
          <Setting title="Pictures in it">
            <Choices
              name="Pictures in it"
              value={String(page.side)}
              options={SIDES}
              onChange={(side) => onChange({ reviewPage: { ...page, side: Number(side) } })}
            />
          </Setting>
        </>
      )}
    </Group>
  )
}

/** What metadata, sidecar, sheet and page may tell of people. */
export const TellSettings = ({ options, onChange }: Props) => (
  <Group title="What is told">
    <Check
      title="Names"
      says="Who it shows and as what, in metadata and captions. File names are as you write them."
      on={options.tell.names}
      onChange={(names) => onChange({ tell: { ...options.tell, names } })}
    />
    <Check
      title="Prompts"
      says="The words the model was given."
      on={options.tell.prompts}
      onChange={(prompts) => onChange({ tell: { ...options.tell, prompts } })}
    />
  </Group>
)
