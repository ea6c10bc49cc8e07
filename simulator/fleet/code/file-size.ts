/** Of a fleet file, and of one file of code or SQL. */
export const fileCharactersMax = 1_048_576;
