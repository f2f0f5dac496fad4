import type { PromptTemplate } from '../../../contract/api/index.ts'
import { useStudio, useView } from '../../app/studio.tsx'
import type { PromptPlace } from '../../app/view.ts'
import { count } from '../../ui/figures.ts'
import { openDrafts } from './drafts.ts'
import { templateTitle } from './naming.ts'
import styles from './prompts.module.css'

const isFinal = ({ step }: PromptTemplate): boolean => step === 'final'

/** What a template's line says beside its name. */
const marksOf = (
  template: PromptTemplate,
  hasDraft: boolean,
): readonly { readonly says: string; readonly tone?: 'warn' }[] => [
  ...(hasDraft ? [{ says: 'draft' }] : []),
  ...(template.defaultChanged ? [{ says: 'default changed', tone: 'warn' } as const] : []),
  ...(template.current.id === null ? [] : [{ says: 'yours' }]),
  ...(template.identitiesOfItsOwn.length > 0
    ? [{ says: count(template.identitiesOfItsOwn.length, 'identity', 'identities') }]
    : []),
  ...(template.findings.errors > 0 ? [{ says: count(template.findings.errors, 'error'), tone: 'warn' } as const] : []),
]

/** The templates in the order of the pipeline, and what else is kept about prompts. */
export const TemplateList = ({
  templates,
  library,
}: {
  readonly templates: readonly PromptTemplate[]
  readonly library: string
}) => {
  const place = useView((view) => view.prompt)
  const drafts = openDrafts(localStorage, library)
  const line = (template: PromptTemplate) => (
    <Line
      key={template.name}
      title={templateTitle(template)}
      chosen={place.what === 'template' && place.template === template.name}
      marks={marksOf(template, drafts.get(template.name) !== null)}
      to={{ what: 'template', template: template.name, branch: null }}
    />
  )
  return (
    <nav className={styles.list} aria-label="Prompt templates">
      <h2 className={styles.group}>Steps</h2>
      <ul>{templates.filter((template) => !isFinal(template)).map(line)}</ul>
      <h2 className={styles.group}>Finals, by strategy</h2>
      <ul>{templates.filter(isFinal).map(line)}</ul>
      <h2 className={styles.group}>Kept beside them</h2>
      <ul>
        <Line
          title="Recreation prompts"
          chosen={place.what === 'recreations'}
          marks={[]}
          to={{ what: 'recreations', scene: null }}
        />
        <Line title="Side notes" chosen={place.what === 'notes'} marks={[]} to={{ what: 'notes' }} />
      </ul>
    </nav>
  )
}

const Line = ({
  title,
  chosen,
  marks,
  to,
}: {
  readonly title: string
  readonly chosen: boolean
  readonly marks: ReturnType<typeof marksOf>
  readonly to: PromptPlace
}) => {
  const { view } = useStudio()
  return (
    <li>
      <button
        type="button"
        className={styles.line}
        aria-current={chosen ? 'page' : undefined}
        onClick={() => view.setState({ prompt: to })}
      >
        <span className={styles.title}>{title}</span>
        {marks.map(({ says, tone }) => (
          <span key={says} className={styles.mark} data-tone={tone}>
            {says}
          </span>
        ))}
      </button>
    </li>
  )
}
