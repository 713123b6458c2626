/*
 * Loaded first into every process of the app. What nobody caught the platform puts into a log that it may be closing at
 * that moment, and the step succeeds all the same: here it is printed, too, which a healthy process never does.
 */
import domain from 'node:domain';

const { create } = domain;
domain.create = () =>
  create().on('error', (error) => {
    console.error('Nobody caught this:', error);
  });
