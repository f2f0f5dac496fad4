import type { FaceMesh } from './compositing/face-mesh.ts'
import { expandCanvas, type CanvasWish } from './canvas.ts'
import { judgePicture } from './checks.ts'
import { compositePictures, type FacesOfPair, maskPicture } from './compositing/make.ts'
import { deliver, type DeliveryWish } from './delivery.ts'
import { flipPicture } from './flip.ts'
import { judgePhoto } from './judge-photo.ts'
import { letGo } from './letting-go.ts'
import type { PhotoFile } from './photo-file.ts'
import { makeThumbnail } from './thumbnail.ts'
import type { PictureExpectation } from './types.ts'

/** What a worker of this folder can be asked for. Everything in it crosses the thread border as plain data. */
export type ImagingTask =
  | { readonly do: 'judge-photo'; readonly file: PhotoFile }
  | { readonly do: 'judge-picture'; readonly bytes: Uint8Array; readonly expected: PictureExpectation }
  | { readonly do: 'expand-canvas'; readonly bytes: Uint8Array; readonly wish: CanvasWish }
  | { readonly do: 'composite'; readonly scene: Uint8Array; readonly portrait: Uint8Array; readonly faces: FacesOfPair }
  | { readonly do: 'mask-scene'; readonly scene: Uint8Array; readonly faces: readonly FaceMesh[] }
  | { readonly do: 'flip'; readonly bytes: Uint8Array; readonly from: string }
  | { readonly do: 'thumbnail'; readonly bytes: Uint8Array; readonly side: number | undefined }
  | { readonly do: 'deliver'; readonly bytes: Uint8Array; readonly wish: DeliveryWish }

/** What comes of some bytes, which are let go once it is there: they were sent for this alone. */
const thenWithout = async <T>(bytes: Uint8Array, work: Promise<T>): Promise<T> => {
  const made = await work
  letGo(bytes)
  return made
}

const perform = async (task: ImagingTask) => {
  switch (task.do) {
    case 'judge-photo':
      return await judgePhoto(task.file)
    case 'judge-picture':
      return await judgePicture(task.bytes, task.expected)
    case 'expand-canvas':
      return await expandCanvas(task.bytes, task.wish)
    case 'composite':
      return await compositePictures(task.scene, task.portrait, task.faces)
    case 'mask-scene':
      return await maskPicture(task.scene, task.faces)
    case 'flip':
      return await flipPicture(task.bytes, task.from)
    case 'thumbnail':
      return await thenWithout(task.bytes, makeThumbnail(task.bytes, task.side))
    case 'deliver':
      return await thenWithout(task.bytes, deliver(task.bytes, task.wish))
    default:
      return task satisfies never
  }
}

export default perform
