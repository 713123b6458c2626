/* What holds for every test file: all of them share a process with its modules, so that each leaves it as it was. */
import constants from 'zapier-platform-core/src/constants';

// The platform ends a process of Lambda that has run many steps and grown to 450 MB. Here one process runs all steps of many files.
constants.KILL_MAX_LIMIT = Infinity;

const environment = { ...process.env };

afterAll(() => {
  // Their names alone: values may be secrets, and a failure is printed.
  const names = Object.keys({ ...environment, ...process.env });
  expect(names.filter((name) => process.env[name] !== environment[name])).toEqual([]);
  expect(vi.isFakeTimers()).toBe(false);
});
