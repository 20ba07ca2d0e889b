/** Whose post takes a part that is split off (domain 2.5, last row). */
export const takenBy = {
  umbrella: 'disciplineIntake',
  industry: 'regulatorIntake',
  petition: 'petitionIntake',
} as const
