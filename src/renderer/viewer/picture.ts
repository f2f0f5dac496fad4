/** What the viewer must know of a picture to show it. Width and height are of the full picture, in its own pixels. */
export type ViewerPicture = {
  readonly sha256: string
  readonly width: number
  readonly height: number
  readonly urls: {
    /** The picture itself, every pixel. */
    readonly full: string
    /** About the size of a screen; may be the same as `full`. */
    readonly proxy: string
    /** A few hundred pixels; shown until the proxy is there. */
    readonly thumb: string
  }
}

/** Whether a picture can be seen: on its way, there, there without its full detail, or not to be had. */
export type PictureStatus = 'loading' | 'ready' | 'coarse' | 'missing'
