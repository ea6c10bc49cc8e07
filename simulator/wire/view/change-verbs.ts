/** Verbs that change what a fleet is made of, rather than break it. */
export const changeVerbs: ReadonlySet<string> = new Set(['deploy', 'scale', 'set', 'move', 'merge', 'keep']);
