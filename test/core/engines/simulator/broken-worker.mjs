// A worker that does what it is told: answers, or dies.
export default async (task) => {
  if (task === 'die late') {
    setTimeout(() => {
      throw new Error('died')
    }, 5)
    await new Promise(() => {})
  }
  if (task === 'fill the memory') {
    const heap = []
    for (;;) heap.push(Array.from({ length: 1e5 }, (_, n) => `${n}`))
  }
  return `did ${task}`
}
