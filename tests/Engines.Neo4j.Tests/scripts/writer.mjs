// @ts-check
// Writes until the connection ends and prints each number whose write was acknowledged; starts at NEO4J_FIRST.
import { connect } from './driver.mjs';

const driver = connect();
const session = driver.session();
let next = BigInt(process.env.NEO4J_FIRST ?? '0');
try {
  for (;; next++) {
    await session.run('CREATE (:Kept {n: $n})', { n: next });
    process.stdout.write(`${next}\n`);
  }
} catch {
  process.exit(0);
}
