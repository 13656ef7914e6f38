/** 0, 1, … length − 1: what unrolled code is written from. */
export const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
