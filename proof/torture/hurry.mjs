/*
 * Loaded first into a process of the app: time passes faster there, so that a deadline of half a minute is met
 * within seconds. Between events it does not run on, but never back. The rest of the app's clocks are read from these.
 */
import { promisify } from 'node:util';

const factor = Number(process.env.TORTURE_HURRY);
const { now } = Date;
const { setTimeout: wait } = globalThis;
const { timeout } = AbortSignal;

let began = now();
let told = began;
const hurried = () => told + (now() - began) * factor;
process.on('message', () => {
  told = Math.max(hurried(), now());
  began = now();
});

Date.now = hurried;
globalThis.setTimeout = Object.assign(
  (work, milliseconds = 0, ...rest) => wait(work, milliseconds / factor, ...rest),
  {
    [promisify.custom]: (milliseconds = 0, ...rest) => promisify(wait)(milliseconds / factor, ...rest),
  },
);
AbortSignal.timeout = (milliseconds) => timeout.call(AbortSignal, Math.ceil(milliseconds / factor));
