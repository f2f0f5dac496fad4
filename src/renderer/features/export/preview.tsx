import { Fragment } from 'react'
import type { ExportPreview } from '../../../contract/api/index.ts'
import { pictureUrl } from '../../studio/pictures.ts'
import { Icon } from '../../ui/icon.tsx'
import { Tip } from '../../ui/button.tsx'
import styles from './export.module.css'

/** The pictures that are meant, each with the name it will have. */
export const Preview = ({ preview }: { readonly preview: ExportPreview }) => (
  <>
    <ol className={styles.pictures} aria-label="Pictures to export">
      {preview.files.map((file) => (
        <li key={file.sha256}>
          <div className={styles.thumb}>
            <img src={pictureUrl(file.sha256, 'thumb')} alt="" loading="lazy" />
          </div>
          <p className={styles.file} dir="auto">
            {file.name.split(/(?<=[_\-. ])/).map((part, at) => (
              <Fragment key={at}>
                {part}
                <wbr />
              </Fragment>
            ))}
          </p>
          <p className={styles.facts}>
            {file.width} × {file.height}
            {file.signed !== null && (
              <Tip says={file.signed}>
                <button type="button" className={styles.mark} aria-label={file.signed}>
                  <Icon name="stamp" size={12} />
                </button>
              </Tip>
            )}
            {file.taken && <span className={styles.taken}>name taken</span>}
          </p>
        </li>
      ))}
    </ol>
    {preview.total > preview.files.length && (
      <p className={styles.more}>and {(preview.total - preview.files.length).toLocaleString('en')} more</p>
    )}
  </>
)
