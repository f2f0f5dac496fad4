// The order matters: the addon is bound before sharp's own module asks for it.
import './bind-sharp.ts'
import sharp from 'sharp'

// Every picture here is opened once, so an operation cache only holds memory.
sharp.cache(false)
// One libvips thread a picture: workers give the parallelism, and the host keeps its cores.
sharp.concurrency(1)
// Only the formats the studio takes may be decoded: no SVG (it can name other files), no PDF, no TIFF, nothing exotic.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp', 'VipsForeignLoadHeif'],
})

export { sharp }
