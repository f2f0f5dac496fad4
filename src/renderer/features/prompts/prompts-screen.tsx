/** Prompts. */
export const PromptsScreen = () => null
