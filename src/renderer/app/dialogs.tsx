import { BackupDialog } from '../features/backup/backup-dialog.tsx'
import { ConsentDialog } from '../features/subjects/consent-dialog.tsx'
import { SubjectDialog } from '../features/subjects/subject-dialog.tsx'
import { IdentityDialog } from '../features/identities/identity-dialog.tsx'
import { MadeByDialog } from '../features/prompts/made-by-dialog.tsx'
import { PlanDialog } from '../features/board/plan-dialog.tsx'
import { CommandsDialog } from './commands-dialog.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { useStudio, useView } from './studio.tsx'

/** The dialog that is open, if one is. */
export const Dialogs = () => {
  const { view } = useStudio()
  const open = useView((state) => state.open)
  const close = (): void => view.setState((state) => (state.open === open ? { open: null } : {}))
  if (!open) return null
  switch (open.what) {
    case 'commands':
      return <CommandsDialog onClose={close} />
    case 'backup':
      return <BackupDialog onClose={close} />
    case 'keys':
      return <KeysDialog onClose={close} />
    case 'subject':
      return <SubjectDialog key={open.id ?? 'new'} id={open.id} files={open.files} onClose={close} />
    case 'identity':
      return <IdentityDialog key={open.id ?? 'new'} id={open.id} onClose={close} />
    case 'plan':
      return <PlanDialog lane={open.lane} onClose={close} />
    case 'made-by':
      return <MadeByDialog key={open.sha256} sha256={open.sha256} onClose={close} />
    case 'consent':
      return <ConsentDialog subject={open.subject} engine={open.engine} next={open.next} onClose={close} />
  }
}
