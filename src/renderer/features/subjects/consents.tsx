import type { ConsentFor, SubjectRecord } from '../../../contract/api/index.ts'
import { useStudio } from '../../app/studio.tsx'
import { Button } from '../../ui/button.tsx'
import { moment } from '../../ui/figures.ts'
import styles from './consents.module.css'

const FOR: Record<ConsentFor, string> = {
  likeness: 'Faces compared on this machine',
  gemini: 'Photos sent to Google',
  simulator: 'Photos used by the simulator',
  replay: 'Photos used by replay',
}

/** What was agreed to for this person, by whom and when. Each can be withdrawn; whether faces are compared can be asked for. */
export const Consents = ({ record }: { readonly record: SubjectRecord }) => {
  const { client, ask, view } = useStudio()
  const withdraw = async (engine: ConsentFor): Promise<void> => {
    await ask.attempt(() => client.subjects.withdrawConsent({ id: record.id, engine }))
    await ask.attempt(ask.readSubjects)
  }
  const compared = record.consents.some(({ engine, withdrawnAt }) => engine === 'likeness' && withdrawnAt === null)
  return (
    <section className={styles.consents} aria-label="Consent">
      <h3>Consent</h3>
      <ul>
        {record.consents.map((consent) => (
          <li key={`${consent.engine} ${consent.givenAt}`} data-withdrawn={consent.withdrawnAt !== null || undefined}>
            <p>
              {FOR[consent.engine]}
              <small>
                agreed to by <span dir="auto">{consent.by}</span>, {moment(consent.givenAt)}
                {consent.withdrawnAt ? `; withdrawn ${moment(consent.withdrawnAt)}` : ''}
              </small>
            </p>
            {!consent.withdrawnAt && (
              <>
                {consent.engine === 'likeness' && (
                  <small>Withdrawn, everything that was computed from the face is wiped from the library.</small>
                )}
                <Button aria-label={`Withdraw: ${FOR[consent.engine]}`} onClick={() => void withdraw(consent.engine)}>
                  Withdraw
                </Button>
              </>
            )}
          </li>
        ))}
        {!compared && (
          <li>
            {record.sample ? (
              <p>
                {FOR.likeness}
                <small>A drawn person: nobody needs to be asked.</small>
              </p>
            ) : (
              <>
                <p>
                  {FOR.likeness}
                  <small>Not agreed to. Without it no picture says how like the person it is.</small>
                </p>
                <Button
                  onClick={() =>
                    view.setState({
                      open: {
                        what: 'consent',
                        subject: record.id,
                        engine: 'likeness',
                        next: () => view.setState({ open: { what: 'subject', id: record.id, files: [] } }),
                      },
                    })
                  }
                >
                  Ask for it
                </Button>
              </>
            )}
          </li>
        )}
      </ul>
    </section>
  )
}
