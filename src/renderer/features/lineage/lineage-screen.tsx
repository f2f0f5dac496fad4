/** Lineage. */
export const LineageScreen = () => null
