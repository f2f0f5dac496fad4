import type { SubjectRecord } from '../../../contract/api/index.ts'
import { useStudio } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { moment } from '../../ui/figures.ts'
import styles from './consents.module.css'

/** Who agreed that this person's photos go where; can be withdrawn. */
export const Consents = ({ record }: { readonly record: SubjectRecord }) => {
  const { client, ask } = useStudio()
  if (record.consents.length === 0) return null
  const withdraw = async (engine: SubjectRecord['consents'][number]['engine']): Promise<void> => {
    await ask.attempt(() => client.subjects.withdrawConsent({ id: record.id, engine }))
    await ask.attempt(ask.readSubjects)
  }
  return (
    <section className={styles.consents} aria-label="Consent">
      <h3>Consent</h3>
      <ul>
        {record.consents.map((consent) => (
          <li key={`${consent.engine} ${consent.givenAt}`}>
            <p>
              {consent.engine === 'likeness' ? 'Faces may be compared' : `To ${consent.engine}`}, given by{' '}
              <span dir="auto">{consent.by}</span>, {moment(consent.givenAt)}
              {consent.withdrawnAt ? `; withdrawn ${moment(consent.withdrawnAt)}` : ''}
            </p>
            {!consent.withdrawnAt && <Button onClick={() => void withdraw(consent.engine)}>Withdraw</Button>}
          </li>
        ))}
      </ul>
    </section>
  )
}
