// Apart from checks.ts, because whoever only has to know it when it comes would load all that checks need.

/** A registry that ACR_CHECK_REGISTRIES does not allow to check. */
export class NotCovered extends Error {}
