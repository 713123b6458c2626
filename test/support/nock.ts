import nock from 'nock';

// It is at work from its import on.
nock.restore();

/** Lets Nock work in the tests of the file that calls this, and in no other: it changes Node's own modules, which all files share. */
export function useNock(): typeof nock {
  beforeAll(() => {
    nock.activate();
  });
  afterAll(() => {
    nock.cleanAll();
    nock.enableNetConnect();
    nock.restore();
  });
  return nock;
}
