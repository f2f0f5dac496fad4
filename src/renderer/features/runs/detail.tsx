import { useEffect, useRef, useState } from 'react'
import type { HistoryDetail } from '../../../contract/api/index.ts'
import type { AttemptId, AttemptPart } from '../../../contract/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { pictureUrl } from '../../studio/pictures.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { count, dollars, moment } from '../../ui/figures.ts'
import { Facts } from '../../ui/facts.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Fact } from '../review/fact.tsx'
import { copyCurl, copyJson } from './copying.ts'
import styles from './detail.module.css'
import { likeThis } from './place.ts'
import { showOnBoard } from './showing.ts'
import { span, STATUS, workOf } from './wording.ts'

/** The open request, read again while it is under way. */
const useDetail = (attempt: AttemptId): HistoryDetail | null => {
  const { client, ask } = useStudio()
  const work = useMirror((mirror) => mirror.work)
  const [detail, setDetail] = useState<HistoryDetail | null>(null)
  const settled = detail !== null && detail.row.attempt === attempt && detail.row.status !== 'in-flight'
  useEffect(() => {
    let wanted = true
    void (async () => {
      const found = await ask.attempt(() => client.history.get({ attempt }))
      if (wanted && found) setDetail(found)
    })()
    return () => {
      wanted = false
    }
    // What has ended never changes.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, ask, attempt, settled ? 0 : work])
  return detail
}

/** One request, from the parts that went in to what came back. */
export const Detail = ({ attempt, onClose }: { readonly attempt: AttemptId; readonly onClose: () => void }) => {
  const detail = useDetail(attempt)
  const scroll = useRef<HTMLElement>(null)
  useEffect(() => {
    scroll.current?.scrollTo(0, 0)
  }, [detail?.row.attempt])
  // It is there at once, so that a key pressed meanwhile finds it.
  if (!detail) return <aside className={styles.detail} aria-label="Request" tabIndex={-1} data-request />
  const { row, attempt: sent, sends } = detail
  const { title, icon } = STATUS[row.status]
  return (
    <aside className={styles.detail} aria-label="Request" ref={scroll} tabIndex={-1} data-request>
      <header className={styles.head}>
        <h2>
          {workOf(row)} <span className={styles.quiet}>#{row.attempt}</span>
        </h2>
        <IconButton icon="close" name="Close the request" keys="Esc" side="left" onClick={onClose} />
      </header>
      <p className={styles.status} data-status={row.status}>
        <Icon name={icon} />
        {row.cached ? 'Taken from the library' : title}
        {row.reason !== null && <span dir="auto">{row.reason}</span>}
      </p>
      {row.status === 'unknown' && (
        <p className={styles.note}>The request left and its answer was lost. It may have been billed.</p>
      )}
      {sent.words !== null && (
        <blockquote className={styles.said} dir="auto" aria-label="What the model said">
          {sent.words}
        </blockquote>
      )}
      <Actions detail={detail} />
      {(sent.image !== null || sent.text !== null) && (
        <Part title="Answer">
          {sent.image !== null && (
            <img
              className={styles.answer}
              src={pictureUrl(sent.image, 'proxy')}
              alt="The answer"
              data-picture={sent.image}
            />
          )}
          {sent.text !== null && (
            <p className={styles.text} dir="auto" tabIndex={0}>
              {sent.text}
            </p>
          )}
        </Part>
      )}
      <Part title={`What went in: ${count(sent.parts.length, 'part')}, in order`}>
        <ol className={styles.parts}>
          {sent.parts.map((part, at) => (
            // Parts have no name of their own: the same one can go in twice.
            // oxlint-disable-next-line react/no-array-index-key
            <PartShown key={at} part={part} />
          ))}
        </ol>
      </Part>
      <Part title={sends.length === 0 ? 'Never sent' : `Sent ${count(sends.length, 'time')}`}>
        {sends.length === 0 ? (
          <p className={styles.quiet}>{row.cached ? 'Nothing was sent: the answer was there.' : 'Nothing was sent.'}</p>
        ) : (
          <ol className={styles.sends}>
            {sends.map((send) => (
              <li key={send.number}>
                <span>{moment(send.startedAt)}</span>
                <span>{send.endedAt === null ? '' : span(Date.parse(send.endedAt) - Date.parse(send.startedAt))}</span>
                <span dir="auto">
                  {send.outcome === null
                    ? row.status === 'in-flight'
                      ? 'under way'
                      : 'no answer was seen'
                    : (send.reason ?? send.outcome)}
                  {send.httpStatus !== null && ` (${send.httpStatus})`}
                  {send.waitMs !== null && `, then waited ${span(send.waitMs)}`}
                </span>
              </li>
            ))}
          </ol>
        )}
      </Part>
      {sent.checks.length > 0 && (
        <Part title="Checks">
          <ul className={styles.checks}>
            {sent.checks.map((check) => (
              <li key={check.check} data-verdict={check.verdict}>
                <Icon
                  name={check.verdict === 'pass' ? 'done' : check.verdict === 'warn' ? 'warn' : 'failed'}
                  size={12}
                />
                {check.says}
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title="Facts">
        <RequestFacts detail={detail} />
      </Part>
    </aside>
  )
}

const Part = ({ title, children }: { readonly title: string; readonly children: React.ReactNode }) => (
  <section className={styles.part} aria-label={title}>
    <h3>{title}</h3>
    {children}
  </section>
)

const PartShown = ({ part }: { readonly part: AttemptPart }) => (
  <li data-kind={part.kind}>
    <span className={styles.role}>
      {part.role}
      {part.turn === 'model' && ', said by the model'}
    </span>
    {part.kind === 'image' ? (
      <img src={pictureUrl(part.sha256, 'thumb')} alt={part.role} loading="lazy" />
    ) : (
      <p className={styles.text} dir="auto" tabIndex={0}>
        {part.text}
      </p>
    )}
  </li>
)

const RequestFacts = ({ detail: { row, attempt } }: { readonly detail: HistoryDetail }) => {
  const subject = useMirror((mirror) => mirror.subjects.find(({ id }) => id === row.subject)?.traits.name)
  const identity = useMirror((mirror) => mirror.identities.find(({ id }) => id === row.identity)?.identity.name)
  const { config, prompt, tokens } = attempt
  return (
    <Facts>
      {subject !== undefined && <Fact name="Subject" value={subject} />}
      {identity !== undefined && <Fact name="Identity" value={identity} />}
      <Fact name="Variant" value={String(row.variant)} />
      {row.rung !== null && <Fact name="Rung" value={`${row.rung + 1} of its ladder`} />}
      <Fact name="Engine" value={row.engine === 'local' ? 'this machine' : row.engine} />
      <Fact name="Model" value={row.model} />
      {prompt && <Fact name="Prompt" value={`${prompt.template}, ${prompt.version.slice(0, 12)}`} />}
      <Fact
        name="Config"
        value={[
          config.output,
          config.aspectRatio,
          config.imageSize,
          config.seed === undefined ? null : `seed ${config.seed}`,
        ]
          .filter(Boolean)
          .join(', ')}
      />
      <Fact name="Cost" value={row.cached ? `${dollars(row.costUsd)}, from the library` : dollars(row.costUsd)} />
      {tokens && <Fact name="Tokens" value={`${tokens.prompt} in, ${tokens.output} out, ${tokens.total} in all`} />}
      {row.latencyMs !== null && <Fact name="Took" value={span(row.latencyMs)} />}
      {row.retries > 0 && <Fact name="Sent again" value={count(row.retries, 'time')} />}
      {row.httpStatus !== null && <Fact name="HTTP" value={String(row.httpStatus)} />}
      <Fact name="Started" value={moment(attempt.startedAt)} />
      {attempt.endedAt !== null && <Fact name="Ended" value={moment(attempt.endedAt)} />}
      <Fact name="Run" value={String(row.run)} />
    </Facts>
  )
}

const Actions = ({ detail }: { readonly detail: HistoryDetail }) => {
  const studio = useStudio()
  const marked = useView((state) => state.runs.marked)
  const { row, noCurl, noRetry } = detail
  const isMarked = marked.includes(row.attempt)
  return (
    <div className={styles.actions}>
      <Button
        off={noRetry}
        onClick={() => void studio.ask.attempt(() => studio.client.runs.retryJob({ job: row.job }))}
      >
        Run again
      </Button>
      <Button
        off={row.subject === null ? 'Its run was for nobody that the board knows.' : null}
        onClick={() => showOnBoard(studio, row)}
      >
        Show on board
      </Button>
      <Button onClick={() => studio.view.setState((state) => ({ runs: { ...state.runs, filter: likeThis(row) } }))}>
        Find like this
      </Button>
      <Button
        off={row.image === null ? 'It has no picture to compare.' : null}
        aria-pressed={isMarked}
        onClick={() =>
          studio.view.setState(({ runs }) => ({
            runs: {
              ...runs,
              marked: isMarked ? runs.marked.filter((one) => one !== row.attempt) : [...runs.marked, row.attempt],
            },
          }))
        }
      >
        {isMarked ? 'Marked' : 'Mark to compare'}
      </Button>
      {noCurl === null ? (
        <Menu
          items={[
            { title: 'Copy as JSON', icon: 'copy', onSelect: () => void copyJson(studio, detail) },
            {
              title: 'Copy as curl, pictures from the library',
              icon: 'copy',
              onSelect: () => void copyCurl(studio, row.attempt, false),
            },
            {
              title: 'Copy as curl, pictures within',
              icon: 'copy',
              onSelect: () => void copyCurl(studio, row.attempt, true),
            },
          ]}
        >
          <Button>
            Copy
            <Icon name="chevron" size={12} />
          </Button>
        </Menu>
      ) : (
        <Button onClick={() => void copyJson(studio, detail)}>Copy as JSON</Button>
      )}
    </div>
  )
}
