// @ts-check

/**
 * What a statement gave: the names of its columns, its rows, what it changed, its kind (r, w, rw; s for schema).
 * @typedef {{fields: string[], rows: any[][], counters: Counters, type: 'r' | 'w' | 'rw' | 's'}} Result
 * @typedef {{nodesCreated: number, nodesDeleted: number, relationshipsCreated: number, relationshipsDeleted: number, propertiesSet: number,
 *   labelsAdded: number, labelsRemoved: number, indexesAdded: number, indexesRemoved: number, constraintsAdded: number, constraintsRemoved: number}} Counters
 */

/** @returns {Counters} */
export const noChanges = () => ({
  nodesCreated: 0, nodesDeleted: 0, relationshipsCreated: 0, relationshipsDeleted: 0, propertiesSet: 0,
  labelsAdded: 0, labelsRemoved: 0, indexesAdded: 0, indexesRemoved: 0, constraintsAdded: 0, constraintsRemoved: 0,
});

/** @param {Counters} counters @returns {boolean} */
export const changesAnything = (counters) => Object.values(counters).some((count) => count > 0);
