// @ts-check

/** The functions that answer as Neo4j's do; a test holds each against Neo4j. */
export const FUNCTIONS = new Set([
  'abs', 'acos', 'all', 'any', 'asin', 'atan', 'atan2', 'avg', 'ceil', 'char_length', 'coalesce', 'collect', 'cos', 'count', 'date', 'datetime', 'degrees', 'duration', 'e', 'elementid', 'endnode', 'exists', 'exp',
  'floor', 'head', 'id', 'keys', 'labels', 'last', 'left', 'length', 'localdatetime', 'localtime', 'log', 'log10', 'ltrim', 'max', 'min', 'nodes', 'none', 'pi',
  'properties', 'radians', 'rand', 'range', 'reduce', 'relationships', 'replace', 'reverse', 'right', 'rtrim', 'sign', 'sin', 'single', 'size', 'split', 'sqrt',
  'startnode', 'substring', 'sum', 'tail', 'tan', 'time', 'timestamp', 'toboolean', 'tofloat', 'tointeger', 'tolower', 'tostring', 'toupper', 'trim',
  'type', 'shortestpath', 'allshortestpaths',
]);

/** Words before a bracket that are no functions. */
export const CLAUSE_WORDS = new Set([
  'MATCH', 'CREATE', 'MERGE', 'WHERE', 'AND', 'OR', 'XOR', 'NOT', 'IN', 'WITH', 'RETURN', 'UNWIND', 'AS', 'BY', 'ON', 'FOR', 'CASE', 'WHEN', 'THEN',
  'ELSE', 'FOREACH', 'CALL', 'DELETE', 'SET', 'LIMIT', 'SKIP', 'DISTINCT', 'CONTAINS', 'IS', 'YIELD', 'UNION', 'OPTIONAL', 'EXISTS', 'COUNT',
  'REQUIRE',
]);
