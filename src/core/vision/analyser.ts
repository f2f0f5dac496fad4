/**
 * Names what measures, and its version: to be changed whenever the same picture would be measured differently, so that
 * stored figures are made anew.
 */
export const ANALYSER = 'faces-2'
