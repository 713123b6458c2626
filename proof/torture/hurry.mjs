/*
 * Loaded first into a process of the app: from the beginning of each event on time passes faster there, so that a deadline of
 * half a minute is met within seconds. The rest of the app's clocks are read from these.
 */
import { promisify } from 'node:util';

const factor = Number(process.env.TORTURE_HURRY);
const { now } = Date;
const { setTimeout: wait } = globalThis;
const { timeout } = AbortSignal;

let began = now();
process.on('message', () => {
  began = now();
});

Date.now = () => began + (now() - began) * factor;
globalThis.setTimeout = Object.assign(
  (work, milliseconds = 0, ...rest) => wait(work, milliseconds / factor, ...rest),
  {
    [promisify.custom]: (milliseconds = 0, ...rest) => promisify(wait)(milliseconds / factor, ...rest),
  },
);
AbortSignal.timeout = (milliseconds) => timeout.call(AbortSignal, Math.ceil(milliseconds / factor));
