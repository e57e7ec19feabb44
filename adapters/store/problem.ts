// Why the database cannot be used, in words that say what to do.
export class DatabaseProblem extends Error {}
