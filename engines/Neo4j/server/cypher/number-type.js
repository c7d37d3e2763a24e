// @ts-check
// How the engine itself is asked for the type of a number, which its results do not tell: it divides integers without a rest.

/** @param {string} expression @returns {string} a condition: true for an integer, false for a float, null for anything else */
export const isInteger = (expression) => `(${expression} - ${expression} + 1) / 2 = 0`;

/** @param {string} expression @returns {string} a condition: true for a float without a fraction, false for another number, null for anything else */
export const isWholeFloat = (expression) => `((${expression} - ${expression} + 1) / 2 = 0.5 AND ${expression} % 1 = 0)`;

/** What `kindOf` gives. */
export const INTEGER = 0, FLOAT = 0.5, TEXT = 1;

/** @param {string} expression @returns {string} an expression: one of the three above, or null for anything else */
export const kindOf = (expression) => `coalesce((${expression} - ${expression} + 1) / 2, CASE WHEN ${expression} STARTS WITH '' THEN ${TEXT} END)`;
