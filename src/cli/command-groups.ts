/** Headings of the program's help text. */
export const groups = {
  running: 'Run a project',
  looking: 'Look at it',
  inside: 'Work inside it',
  understanding: 'Understand it',
} as const
