/*
 * Loaded before the app into the process of a lane. Nobody has to wait for a service that never answers: the deadline of the
 * app passes when the process gets a signal, and the clock has moved on by as much.
 */
import domain from 'node:domain';

const { setTimeout: start, clearTimeout: stop } = globalThis;
const now = Date.now.bind(Date);
/** Shorter waits are the app's pauses before it tries again. */
const SHORTEST_DEADLINE = 1000;
/** The app is patient with services, and much less so with Zapier's cache. */
const LONGEST_OF_CACHE = 5000;
const pending = new Map();
const repeats = process.env.REPEATS.split(',').map(Number);
let passed = 0;
let repeat = 0;

Date.now = () => now() + passed;

globalThis.setTimeout = (strike, milliseconds, ...words) => {
  const deadline = { milliseconds, strike: () => strike(...words) };
  const timer = start(() => {
    pending.delete(timer);
    deadline.strike();
  }, milliseconds);
  if (milliseconds >= SHORTEST_DEADLINE) pending.set(timer, deadline);
  return timer;
};

// They hold, among others, the one that makes a promise of it.
Object.defineProperties(globalThis.setTimeout, Object.getOwnPropertyDescriptors(start));

globalThis.clearTimeout = (timer) => {
  pending.delete(timer);
  stop(timer);
};

function pass([timer, deadline]) {
  globalThis.clearTimeout(timer);
  passed += deadline.milliseconds;
  console.log(`waited ${deadline.milliseconds}`);
  deadline.strike();
}

process.on('SIGUSR2', () => {
  // Only the last request can still be waiting.
  [...pending].slice(-1).forEach(pass);
});

process.on('SIGHUP', () => {
  [...pending].filter(([, { milliseconds }]) => milliseconds < LONGEST_OF_CACHE).forEach(pass);
});

process.on('SIGWINCH', () => {
  passed += (repeats[repeat] - (repeats[repeat - 1] ?? 0)) * 60_000;
  repeat += 1;
  console.log('heard');
});

process.on('SIGCONT', () => {
  passed = 0;
  repeat = 0;
  console.log('heard');
});

// What nobody caught the platform puts into a log that it may be closing at that moment, and the step succeeds all the same.
const { create } = domain;
domain.create = () =>
  create().on('error', (error) => {
    console.error('Nobody caught this:', error);
  });

console.log('ready');
