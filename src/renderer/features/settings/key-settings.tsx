import { useState } from 'react'
import type { Problem } from '../../../contract/index.ts'
import { useMirror, useStudio } from '../../app/studio.tsx'
import { problemOf } from '../../studio/problems.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Row, Section } from './row.tsx'
import styles from './settings.module.css'

type Tested = { readonly says: string } | { readonly problem: Problem } | 'testing' | null

/** The key for Gemini: pasted, tested at once, kept by the system. It is never shown again. */
export const KeySettings = () => {
  const { client, ask, mirror } = useStudio()
  const key = useMirror((state) => state.key)
  const [text, setText] = useState('')
  const [tested, setTested] = useState<Tested>(null)

  const test = async (): Promise<void> => {
    setTested('testing')
    try {
      setTested(await client.keys.test())
    } catch (error) {
      setTested({ problem: problemOf(error) })
    }
  }
  const keep = async (words: string): Promise<void> => {
    const value = words.trim()
    if (value === '') return
    const state = await ask.attempt(() => client.keys.set({ key: value }))
    if (!state) return
    setText('')
    mirror.setState({ key: state })
    await test()
  }
  const clear = async (): Promise<void> => {
    const state = await ask.attempt(() => client.keys.clear())
    if (state) mirror.setState({ key: state })
    setTested(null)
  }

  return (
    <Section title="Key">
      <Row title="Gemini API key" says={key?.says ?? ''}>
        <div className={styles.key}>
          {key?.present ? (
            <p>
              A key that ends with <strong>{key.endsWith}</strong> is there,{' '}
              {key.kind === 'keychain' ? 'in the system’s keychain' : 'for this session only'}.
            </p>
          ) : (
            <input
              className={styles.input}
              type="password"
              aria-label="Gemini API key"
              placeholder="Paste a key; it is tested at once"
              autoComplete="off"
              value={text}
              onChange={(event) => setText(event.target.value)}
              onPaste={(event) => {
                event.preventDefault()
                void keep(event.clipboardData.getData('text'))
              }}
              onKeyDown={(event) => {
                if (event.key === 'Enter') void keep(text)
              }}
            />
          )}
          <span className={styles.buttons}>
            {key?.present ? (
              <>
                <Button off={tested === 'testing' ? 'It is being tested.' : null} onClick={() => void test()}>
                  Test
                </Button>
                <Button onClick={() => void clear()}>Forget the key</Button>
              </>
            ) : (
              <Button off={text.trim() === '' ? 'Paste a key first.' : null} onClick={() => void keep(text)}>
                Keep and test
              </Button>
            )}
          </span>
          <Verdict tested={tested} />
        </div>
      </Row>
    </Section>
  )
}

const Verdict = ({ tested }: { readonly tested: Tested }) => (
  <div role="status">
    {tested === 'testing' && <p>Asking Gemini for its models …</p>}
    {tested !== null && tested !== 'testing' && 'says' in tested && (
      <p className={styles.good}>
        <Icon name="done" size={12} /> {tested.says}
      </p>
    )}
    {tested !== null && tested !== 'testing' && 'problem' in tested && (
      <p className={styles.bad}>
        <Icon name="warn" size={12} /> {tested.problem.message} {tested.problem.next}
      </p>
    )}
  </div>
)
