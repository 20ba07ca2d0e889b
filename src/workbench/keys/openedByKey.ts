import { stored } from '../stored.ts'

/** Which of the dialogs that a key opens is open; their buttons set it, too. */
export const openedByKey = stored<'palette' | 'keys' | undefined>(undefined)
