/** Runs. */
export const RunsScreen = () => null
