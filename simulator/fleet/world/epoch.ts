/** Virtual time zero, for `Date`: Monday, 6 January 2025, 09:00 UTC, an ordinary morning. */
export const epochMs = 1_736_154_000_000;
