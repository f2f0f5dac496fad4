/** Text chunks of PNGs made here, by which each says what it is: nobody shall take it for a model's. */
export const COMPOSITE_KEYWORD = 'identity-studio-composite'
export const MASKED_KEYWORD = 'identity-studio-masked'
