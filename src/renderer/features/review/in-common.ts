import type { Review } from '../../../contract/api/index.ts'

/** What several pictures have in common; what differs is told as not set. Null for no picture at all. */
export const inCommon = (reviews: readonly Review[]): Review | null => {
  const [first, ...rest] = reviews
  if (!first) return null
  const same = (key: 'stars' | 'flag' | 'label'): boolean => rest.every((one) => one[key] === first[key])
  return {
    ...first,
    stars: same('stars') ? first.stars : 0,
    flag: same('flag') ? first.flag : null,
    label: same('label') ? first.label : null,
    approved: reviews.every(({ approved }) => approved !== null) ? first.approved : null,
  }
}
