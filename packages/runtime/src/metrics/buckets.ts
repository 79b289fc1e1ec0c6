/** From taking a request or change to its end, in seconds: an add takes some milliseconds, a caller waits 10 s. */
export const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Steps of a change, in seconds: most take less than a millisecond or a few. */
export const STEP_BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 15];

/** Commands that go together: 64 at most. */
export const SIZE_BUCKETS = [1, 2, 4, 8, 16, 32, 64];
