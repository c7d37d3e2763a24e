// @ts-check
import { REFUSED_FLOAT, REFUSED_TEMPORAL } from '../cypher/rewriting.js';
import { Neo4jError, syntaxError, unsupported } from './neo4j-error.js';

/** What the engine says, and the code that Neo4j has for it; the first that fits counts. */
const CODES = /** @type {[RegExp, string][]} */ ([
  [/Missing parameter: \$/, 'Neo.ClientError.Statement.ParameterMissing'],
  [/unknown procedure/, 'Neo.ClientError.Procedure.ProcedureNotFound'],
  [/Constraint violation/i, 'Neo.ClientError.Schema.ConstraintValidationFailed'],
  [/division by zero|overflow|out of range/i, 'Neo.ClientError.Statement.ArithmeticError'],
  [/conflict|serializ/i, 'Neo.TransientError.Transaction.DeadlockDetected'],
  [/syntax error|GRAFEO-Q001/, 'Neo.ClientError.Statement.SyntaxError'],
  [/semantic error|GRAFEO-Q002/, 'Neo.ClientError.Statement.SyntaxError'],
  [/invalid value type|type/i, 'Neo.ClientError.Statement.TypeError'],
  [/GRAFEO-Q006|GRAFEO-V001|Invalid value/, 'Neo.ClientError.Statement.ArgumentError'],
]);

/**
 * @param {unknown} error what the engine threw
 * @returns {Neo4jError}
 */
export function fromGrafeo(error) {
  if (error instanceof Neo4jError) {
    return error;
  }

  const text = error instanceof Error ? error.message : String(error);
  if (text.includes(`division by zero: ${REFUSED_FLOAT} /`)) {
    return unsupported('toString of a float below 0.001 or from 10,000,000 on, which Neo4j writes with an exponent,');
  }

  if (text.includes(`division by zero: ${REFUSED_TEMPORAL} /`)) {
    return syntaxError('Text cannot be parsed to a date, a time or a duration.');
  }

  const code = CODES.find(([pattern]) => pattern.test(text))?.[1] ?? 'Neo.DatabaseError.Statement.ExecutionFailed';
  const parameter = /Missing parameter: \$(\S+)/.exec(text);
  return new Neo4jError(code, parameter ? `Expected parameter(s): ${parameter[1]}` : text.replace(/^(Query|Database) error: /, '').trimEnd());
}
