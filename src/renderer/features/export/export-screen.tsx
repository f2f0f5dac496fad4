/** Export. */
export const ExportScreen = () => null
