/** What each filter could be set to, and how many attacks that would leave with all other filters as they are. */
export type Choices = Record<string, Array<{ value: string; label: string; count: number }>>
