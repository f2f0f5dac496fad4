import { type StoreApi } from 'zustand/vanilla'
import { useStore } from 'zustand'
import type { Look } from '../../viewer/look.ts'
import { Control, Icon } from './control.tsx'
import { type Command, keysOf } from './keys.ts'
import { MODES } from './modes/index.ts'
import type { Mode, Setting } from './modes/mode.ts'
import styles from './toolbar.module.css'

export type ToolbarProps = {
  readonly mode: Mode
  readonly setting: Setting | null
  readonly amount: number
  readonly beating: boolean
  readonly factsShown: boolean
  readonly faceLock: boolean
  /** Why faces cannot be locked; null when they can. */
  readonly noFaces: string | null
  readonly count: number
  readonly look: StoreApi<Look>
  readonly flipped: boolean
  readonly removed: number
  readonly leavable: boolean
  readonly chooseMode: (id: string) => void
  readonly setAmount: (amount: number) => void
  readonly flip: (flipped: boolean) => void
  readonly run: (command: Command) => void
}

const AmountSlider = ({
  setting,
  amount,
  setAmount,
}: Pick<ToolbarProps, 'amount' | 'setAmount'> & { setting: Setting }) => (
  <label className={styles.setting} title={`${setting.name} (keys [ and ])`}>
    <span>{setting.name}</span>
    <input
      type="range"
      aria-label={setting.name}
      min={setting.least}
      max={setting.most}
      step={setting.step}
      value={amount}
      aria-keyshortcuts="[ ]"
      aria-valuetext={setting.say(amount)}
      onChange={(event) => setAmount(event.currentTarget.valueAsNumber)}
    />
    <output>{setting.say(amount)}</output>
  </label>
)

/** What stands above the stage: how to compare, the mode's one setting, how near, and what is where. */
export const Toolbar = (props: ToolbarProps) => {
  const { mode, setting, amount, count, run } = props
  const anyFreed = useStore(props.look, ({ freed }) => Object.keys(freed).length > 0)
  const fits = useStore(props.look, ({ camera }) => camera === 'fit')
  const alone = count < 2 ? 'needs two pictures' : null
  return (
    <div className={styles.toolbar} role="toolbar" aria-label="Compare">
      <div className={styles.group} role="group" aria-label="Mode">
        {MODES.map((one) => (
          <Control
            key={one.id}
            name={one.name}
            keys={one.id === 'survey' ? keysOf('survey') : keysOf('next-mode')}
            tip={one.tip}
            pressed={one === mode}
            notNow={alone}
            onPress={() => props.chooseMode(one.id)}
          >
            <Icon>{one.icon}</Icon>
            <span className={styles.word}>{one.name}</span>
          </Control>
        ))}
      </div>
      <div className={styles.middle}>
        {setting && count > 1 && <AmountSlider setting={setting} amount={amount} setAmount={props.setAmount} />}
        {mode.pace && count > 1 && (
          <Control
            name={props.beating ? 'Pause' : 'Play'}
            keys={keysOf('beat')}
            tip={props.beating ? 'Stops the blinking' : 'Starts the blinking'}
            onPress={() => run('beat')}
          >
            <Icon>{props.beating ? <path d="M5 3.5v9M11 3.5v9" /> : <path d="M4.5 3v10l8-5z" />}</Icon>
          </Control>
        )}
        {props.removed > 0 && (
          <Control
            name="Bring back"
            keys={keysOf('bring-back')}
            tip={`The picture taken away last; ${props.removed} in all`}
            onPress={() => run('bring-back')}
          >
            Bring back
          </Control>
        )}
      </div>
      <div className={styles.group} role="group" aria-label="A and B">
        <Control name="Swap A and B" keys={keysOf('swap')} notNow={alone} onPress={() => run('swap')}>
          <Icon>
            <path d="M2.5 5.5h10l-2.5-2.5M13.5 10.5h-10l2.5 2.5" />
          </Icon>
        </Control>
        <Control
          name="Flip A and B"
          keys="\"
          tip="Hold to see them in each other's place"
          pressed={props.flipped}
          notNow={alone}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            props.flip(true)
          }}
          onPointerUp={() => props.flip(false)}
        >
          <Icon>
            <path d="M8 1.5v13M6.5 4.5l-4 7h4zM9.5 4.5l4 7h-4z" />
          </Icon>
        </Control>
        <Control
          name="Face lock"
          keys={keysOf('face-lock')}
          tip="Laid over each other by the eyes: the same face, the same size, whatever the framing"
          pressed={props.faceLock}
          notNow={props.faceLock ? null : props.noFaces}
          onPress={() => run('face-lock')}
        >
          <Icon>
            <path d="M2.5 5v-2.5h2.5M11 2.5h2.5v2.5M13.5 11v2.5h-2.5M5 13.5h-2.5v-2.5M6 6.5v1M10 6.5v1M5.8 10c1.2 1 3.2 1 4.4 0" />
          </Icon>
          <span className={styles.word}>Face lock</span>
        </Control>
        <Control
          name="Lock together"
          keys={keysOf('lock')}
          tip="Every picture back under the shared zoom. Hold Shift to move or zoom one alone."
          notNow={anyFreed ? null : 'all pictures are locked together; hold Shift to move one alone'}
          onPress={() => run('lock')}
        >
          <Icon>
            {anyFreed ? (
              <path d="M3.5 7.5h9v6h-9zM5.5 7.5v-3a2.5 2.5 0 0 1 4.8-1" />
            ) : (
              <path d="M3.5 7.5h9v6h-9zM5.5 7.5v-2.5a2.5 2.5 0 0 1 5 0v2.5" />
            )}
          </Icon>
        </Control>
      </div>
      <div className={styles.group} role="group" aria-label="Zoom">
        <Control name="Zoom out" keys={keysOf('zoom-out')} onPress={() => run('zoom-out')}>
          <Icon>
            <path d="M3.5 8h9" />
          </Icon>
        </Control>
        <Control name="Zoom in" keys={keysOf('zoom-in')} onPress={() => run('zoom-in')}>
          <Icon>
            <path d="M3.5 8h9M8 3.5v9" />
          </Icon>
        </Control>
        <Control
          name="Fit"
          keys={`${keysOf('fit')} or ${keysOf('toggle-zoom')}`}
          tip="The whole picture; Z goes between this and 100 %"
          pressed={fits}
          onPress={() => run('fit')}
        >
          Fit
        </Control>
        <Control
          name="1:1, 100 %"
          keys={keysOf('actual')}
          tip="A pixel of the picture is a pixel of the screen"
          onPress={() => run('actual')}
        >
          1:1
        </Control>
        <Control name="2:1, 200 %" keys={keysOf('double')} onPress={() => run('double')}>
          2:1
        </Control>
        <Control
          name="What differs"
          keys={keysOf('facts')}
          tip="The facts under the pictures"
          pressed={props.factsShown}
          onPress={() => run('facts')}
        >
          <Icon>
            <path d="M2.5 3.5h11M2.5 7h11M2.5 10.5h4.5M9.5 10.5h4" />
          </Icon>
        </Control>
        {props.leavable && (
          <Control name="Leave Compare" keys={keysOf('leave')} onPress={() => run('leave')}>
            <Icon>
              <path d="M4 4l8 8M12 4l-8 8" />
            </Icon>
          </Control>
        )}
      </div>
    </div>
  )
}
