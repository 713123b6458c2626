/* Loaded into a process of the app before anything else: lets it read the time off a clock that is moved from outside. */
import { readFileSync } from 'node:fs';

const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    super(...(parts.length > 0 ? parts : [now()]));
  }

  static now() {
    return now();
  }
};

function now() {
  return RealDate.now() + Number(readFileSync(process.env.MOVED_CLOCK, 'utf8'));
}
