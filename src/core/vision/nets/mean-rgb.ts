/** The mean colour that both of face-api's nets were trained against. */
export const MEAN_RGB = [122.782, 117.001, 104.298] as const
