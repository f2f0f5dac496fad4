import { useEffect, useRef, useState } from 'react'
import type { TradeOff as TradeOffOf } from '../../../contract/api/index.ts'
import type { IdentityId, Sha256, SubjectId } from '../../../contract/index.ts'
import { useMirror, useStudio, useView } from '../../app/studio.tsx'
import { count } from '../../ui/figures.ts'
import { Icon } from '../../ui/icon.tsx'
import { Chart } from './chart.tsx'
import { byStrategy } from './front.ts'
import { Ranking } from './ranking.tsx'
import styles from './trade-off.module.css'

/** Measuring tells of one picture after the other; the chart is asked for again once that is quiet for a moment. */
const PAUSE_MS = 250

type Found = { readonly subject: SubjectId; readonly identity: IdentityId; readonly tradeOff: TradeOffOf }

/** The chart's facts for the subject and identity that are chosen; null until they are known. */
const useTradeOff = (): TradeOffOf | null => {
  const { client } = useStudio()
  const subject = useView((state) => state.subject)
  const identity = useView((state) => state.identity)
  const changed = useMirror((mirror) => mirror.pictures)
  const [found, setFound] = useState<Found | null>(null)
  const isNew = found?.subject !== subject || found?.identity !== identity
  useEffect(() => {
    if (subject === null || identity === null) return
    let gone = false
    const read = (): void => {
      client.faces.tradeOff({ subject, identity }).then(
        (tradeOff) => gone || setFound({ subject, identity, tradeOff }),
        // What was there stays; the next measurement asks again.
        () => {},
      )
    }
    const timer = setTimeout(read, isNew ? 0 : PAUSE_MS)
    return () => {
      gone = true
      clearTimeout(timer)
    }
    // Asked anew when something was measured, not when the answer arrives.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [client, subject, identity, changed])
  return isNew ? null : (found?.tradeOff ?? null)
}

/** Width and height of an element, as they change; CSS pixels. */
const useRoom = () => {
  const element = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState({ width: 0, height: 0 })
  useEffect(() => {
    if (!element.current) return
    const watch = new ResizeObserver(([entry]) => {
      if (entry) setRoom({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    watch.observe(element.current)
    return () => watch.disconnect()
  }, [])
  return { element, room }
}

/** Scene kept against likeness, for every final of the identity: which strategy gives up least. */
export const TradeOff = ({
  chosen,
  onChoose,
}: {
  readonly chosen: Sha256
  readonly onChoose: (sha256: Sha256) => void
}) => {
  const { view } = useStudio()
  const tradeOff = useTradeOff()
  const { element, room } = useRoom()
  const dots = tradeOff?.dots ?? []
  const means = byStrategy(dots)
  const open = (sha256: Sha256): void => {
    onChoose(sha256)
    view.setState({ screen: 'board', loupe: true })
  }
  return (
    <section className={styles.tradeOff} aria-label="Trade-off" data-trade-off tabIndex={-1}>
      <div className={styles.plot} ref={element}>
        {room.width > 0 && dots.length > 0 && (
          <Chart
            dots={dots}
            means={means}
            chosen={chosen}
            width={Math.min(room.width, room.height * 2)}
            height={room.height}
            onChoose={onChoose}
            onOpen={open}
          />
        )}
        {tradeOff && dots.length === 0 && (
          <p className={styles.none}>
            {tradeOff.pending > 0
              ? 'The finals are being measured on this machine.'
              : 'No final has both figures yet: how much of the scene it kept, and how like the person it is. They stand here against each other, so that the strategy that gives up least is seen at a glance.'}
          </p>
        )}
      </div>
      <div className={styles.side}>
        <h3>Trade-off</h3>
        <Ranking means={means} />
        {tradeOff && dots.length > 0 && tradeOff.pending > 0 && (
          <p className={styles.more} role="status">
            <Icon name="queued" size={12} />
            {count(tradeOff.pending, 'final')} more being measured.
          </p>
        )}
        {tradeOff && tradeOff.left.length > 0 && (
          <details className={styles.more}>
            <summary>
              <Icon name="info" size={12} />
              {count(tradeOff.left.length, 'final')} without a place here
            </summary>
            <ul>
              {tradeOff.left.map(({ sha256, says }) => (
                <li key={sha256}>
                  <button type="button" onClick={() => onChoose(sha256)}>
                    {says}
                  </button>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </section>
  )
}
