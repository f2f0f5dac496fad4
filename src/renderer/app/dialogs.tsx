import { later } from './later.tsx'
import { useStudio, useView } from './studio.tsx'

const CommandsDialog = later(async () => (await import('./commands-dialog.tsx')).CommandsDialog)
const KeysDialog = later(async () => (await import('./keys-dialog.tsx')).KeysDialog)
const PlanDialog = later(async () => (await import('../features/board/plan-dialog.tsx')).PlanDialog)
const ConsentDialog = later(async () => (await import('../features/subjects/consent-dialog.tsx')).ConsentDialog)
const SubjectDialog = later(async () => (await import('../features/subjects/subject-dialog.tsx')).SubjectDialog)
const IdentityDialog = later(async () => (await import('../features/identities/identity-dialog.tsx')).IdentityDialog)
const MadeByDialog = later(async () => (await import('../features/prompts/made-by-dialog.tsx')).MadeByDialog)
const BackupDialog = later(async () => (await import('../features/backup/backup-dialog.tsx')).BackupDialog)
const DiffersDialog = later(async () => (await import('../features/prompts/differs-dialog.tsx')).DiffersDialog)
const RestoreDialog = later(async () => (await import('../features/backup/restore-dialog.tsx')).RestoreDialog)

/** All of them, those first that are likely to be wanted first. */
export const DIALOGS = [
  CommandsDialog,
  PlanDialog,
  ConsentDialog,
  SubjectDialog,
  IdentityDialog,
  MadeByDialog,
  KeysDialog,
  BackupDialog,
  RestoreDialog,
  DiffersDialog,
]

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
    case 'differs':
      return <DiffersDialog key={open.pictures.join()} pictures={open.pictures} onClose={close} />
    case 'restore':
      return <RestoreDialog onClose={close} />
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
