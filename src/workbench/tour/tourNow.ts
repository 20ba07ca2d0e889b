import { stored } from '../stored.ts'
import type { TourRole } from './tours.ts'

/** Which tour is under way, and at which step. */
export const tourNow = stored<{ readonly role: TourRole; readonly step: number } | undefined>(undefined)
