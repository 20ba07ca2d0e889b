/** Looks about the whole house stand under this id, which no record and no account has. */
export const HOUSE = '00000000-0000-0000-0000-000000000000'

/** From this look on all credentials are stated and all query codes sealed; it says how many were taken as they were found. */
export const HOUSE_ATTESTED = 'house attested'
