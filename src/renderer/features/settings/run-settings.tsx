import type { Settings } from '../../../contract/api/index.ts'
import { useStudio } from '../../app/studio.tsx'
import { Choices } from '../../ui/field.tsx'
import { Row, Section } from './row.tsx'
import { SavedNumber } from './saved-field.tsx'

const OLDER = { kind: 'backoff', delaysMs: [5000, 10_000, 20_000] } as const

const ON_OFF = [
  { value: 'on', title: 'On' },
  { value: 'off', title: 'Off' },
] as const

/** How runs behave: retries, how many at once, what they may cost, checks. */
export const RunSettings = ({ settings }: { readonly settings: Settings }) => {
  const { ask } = useStudio()
  const { retry } = settings
  return (
    <Section title="Runs">
      <Row title="When the server is overloaded (503)" says="Waiting can be cancelled at any time.">
        <Choices
          name="When the server is overloaded"
          value={retry.kind}
          options={[
            { value: 'endless', title: 'Ask again without end' },
            { value: 'backoff', title: '5, 10, 20 s, then give up' },
          ]}
          onChange={(kind) => void ask.set({ retry: kind === 'endless' ? { kind, delayMs: 3000 } : OLDER })}
        />
      </Row>
      {retry.kind === 'endless' && (
        <Row title="Seconds between requests" says="">
          <SavedNumber
            name="Seconds between requests"
            value={retry.delayMs / 1000}
            least={0}
            most={3600}
            onSave={async (seconds) =>
              await ask.set({ retry: { kind: 'endless', delayMs: Math.round((seconds ?? 3) * 1000) } })
            }
          />
        </Row>
      )}
      <Row title="Requests at once" says="Of all runs together.">
        <SavedNumber
          name="Requests at once"
          value={settings.concurrency}
          least={1}
          most={64}
          onSave={async (value) => await ask.set({ concurrency: Math.round(value ?? 4) })}
        />
      </Row>
      <Row title="Spend cap, US dollars" says="A run stops before the request that would pass it.">
        <SavedNumber
          name="Spend cap, US dollars"
          value={settings.budgetUsd}
          least={0}
          most={1_000_000}
          empty="No cap"
          onSave={async (budgetUsd) => await ask.set({ budgetUsd })}
        />
      </Row>
      <Row
        title="Check what comes back"
        says="A picture that fails is asked for again, then the next strategy is tried."
      >
        <Choices
          name="Check what comes back"
          value={settings.checks ? 'on' : 'off'}
          options={ON_OFF}
          onChange={(value) => void ask.set({ checks: value === 'on' })}
        />
      </Row>
      {settings.checks && (
        <Row title="Ask again after a failed check" says="Times, at most.">
          <SavedNumber
            name="Ask again after a failed check"
            value={settings.regenerations}
            least={0}
            most={10}
            onSave={async (value) => await ask.set({ regenerations: Math.round(value ?? 2) })}
          />
        </Row>
      )}
    </Section>
  )
}
