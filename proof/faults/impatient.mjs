/*
 * Loaded before the app: the deadline of a request passes as soon as the process gets a signal, and the clock has then moved
 * on by as much. Thus nobody has to wait for a service that never answers.
 */
const now = Date.now.bind(Date);
const pending = new Set();
let passed = 0;

Date.now = () => now() + passed;

AbortSignal.timeout = (milliseconds) => {
  const controller = new AbortController();
  const deadline = {
    milliseconds,
    strike: () => controller.abort(new DOMException('The operation timed out.', 'TimeoutError')),
  };
  pending.add(deadline);
  setTimeout(() => pass(deadline, 0), milliseconds).unref();
  return controller.signal;
};

process.on('SIGUSR2', () => {
  // Of requests that came to their end the deadlines are over too: only the last one can still matter.
  const last = [...pending].at(-1);
  pending.clear();
  if (last) pass(last, last.milliseconds);
});

function pass(deadline, milliseconds) {
  pending.delete(deadline);
  passed += milliseconds;
  deadline.strike();
}

console.log('impatient');
