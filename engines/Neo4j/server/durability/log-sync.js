// @ts-check
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Makes what the engine has written to its log safe on disk. Commits that wait at the same time share one write (group commit). */
export class LogSync {
  /** @param {string} folder the folder of the engine's log */
  constructor(folder) {
    this.folder = folder;
    /** @type {Promise<void> | null} */
    this.running = null;
    /** @type {Promise<void> | null} */
    this.next = null;
  }

  /** @returns {Promise<void>} done when all that was written before the call is on disk */
  sync() {
    // A write that already runs may have begun before this commit: it counts only from the next on.
    if (this.running === null) {
      this.running = this.write().finally(() => { this.running = null; });
      return this.running;
    }

    this.next ??= this.running.catch(() => undefined).then(() => {
      this.next = null;
      return this.sync();
    });
    return this.next;
  }

  async write() {
    const files = (await readdir(this.folder)).filter((name) => name.endsWith('.log')).sort().slice(-2);
    for (const name of files) {
      let file;
      try {
        file = await open(join(this.folder, name), 'r+');
      } catch (error) {
        // A checkpoint takes logs away whose content it has put, safely, into the database's file.
        if (/** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT') {
          continue;
        }

        throw error;
      }

      try {
        await file.datasync();
      } finally {
        await file.close();
      }
    }
  }
}
