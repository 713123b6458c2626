import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as pause } from 'node:timers/promises';
import type { Answer, Delivery } from './delivery';

const MEGABYTE = Buffer.alloc(2 ** 20, ' ');
const TRICKLE_MILLISECONDS = 100;

/** Sends what was decided on. Ends early, with an error, when the caller hangs up. */
export async function send(response: ServerResponse, delivery: Delivery): Promise<void> {
  switch (delivery.how) {
    case 'answer':
      await sendAnswer(response, delivery);
      break;
    case 'trickle':
      trickle(response, delivery.beginning);
      break;
    case 'reset':
      response.socket?.resetAndDestroy();
      break;
  }
}

async function sendAnswer(response: ServerResponse, answer: Answer): Promise<void> {
  if (answer.delay !== undefined) {
    const hangUp = new AbortController();
    response.once('close', () => {
      hangUp.abort();
    });
    await pause(answer.delay, undefined, { signal: hangUp.signal });
  }
  response.statusCode = answer.status;
  response.setHeaders(new Map(Object.entries(answer.headers)));
  if (answer.padding !== undefined) {
    const padding = Array.from({ length: answer.padding }, () => MEGABYTE);
    await pipeline(Readable.from(padding), response, { end: false });
  }
  response.end(answer.body);
}

function trickle(response: ServerResponse, beginning: string): void {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).write(beginning);
  const timer = setInterval(() => response.write(' '), TRICKLE_MILLISECONDS);
  response.once('close', () => {
    clearInterval(timer);
  });
}
