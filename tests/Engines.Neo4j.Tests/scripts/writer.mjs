// @ts-check
// Writes by several sessions at once until the connection ends and prints each number whose write was acknowledged; starts at NEO4J_FIRST.
import { connect } from './driver.mjs';

const SESSIONS = 4;
const driver = connect();
let next = BigInt(process.env.NEO4J_FIRST ?? '0');
await Promise.all(Array.from({ length: SESSIONS }, async () => {
  const session = driver.session();
  try {
    for (;;) {
      const n = next++;
      await session.run('CREATE (:Kept {n: $n})', { n });
      process.stdout.write(`${n}\n`);
    }
  } catch {
    // The server is gone.
  }
}));
process.exit(0);
