/** How the program itself is run, after the name of Node: its flags and its main file, from the root of the clone. */
export const program: readonly string[]
