import { openBackend } from './backend.ts'
import { type DescriptorReader, openDescriptor } from './descriptor.ts'
import { type Detector, openDetector } from './detector.ts'
import { type MeshReader, openMesh } from './mesh.ts'
import { type HappyReader, openHappyOfColour, openHappyOfGrey } from './smile.ts'

/** The five nets, ready to be asked one after the other. */
export interface Nets {
  readonly detect: Detector
  readonly mesh: MeshReader
  readonly happyOfGrey: HappyReader
  readonly happyOfColour: HappyReader
  /** Loaded when it is first asked: most pictures are never compared with a person. */
  readonly describe: DescriptorReader
}

/** Loads them from the installed packages; about 0.2 s. */
export const openNets = async (): Promise<Nets> => {
  const backend = await openBackend()
  const [detect, mesh, happyOfGrey] = await Promise.all([
    openDetector(backend),
    openMesh(backend),
    openHappyOfGrey(backend),
  ])
  let descriptor: DescriptorReader | null = null
  return {
    detect,
    mesh,
    happyOfGrey,
    happyOfColour: openHappyOfColour(backend),
    describe: (pyramid, frame) => {
      descriptor ??= openDescriptor(backend)
      return descriptor(pyramid, frame)
    },
  }
}
