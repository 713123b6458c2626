/** Milliseconds of the epoch: the same moment for all doubles of a matrix, so that what they hold can be compared. */
export const NOW = Date.now();

/** Longer than any deadline of the app, in milliseconds. */
export const NEVER = 120_000;
