import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Exchange } from './journal';

/** The one answer to a request. What is sent is written down in the journal's exchange. */
export class Reply {
  constructor(
    private readonly request: IncomingMessage,
    private readonly response: ServerResponse,
    private readonly exchange: Exchange,
  ) {}

  xml(text: string): void {
    this.send(200, text, 'application/xml');
  }

  html(status: number, text: string): void {
    this.send(status, text, 'text/html');
  }

  plain(status: number, text: string): void {
    this.send(status, text, 'text/plain');
  }

  /** Cuts the connection without an answer. */
  cut(): void {
    this.request.socket.destroy();
  }

  private send(status: number, text: string, type: string): void {
    this.exchange.status = status;
    this.exchange.answer = text;
    const packed = /\bgzip\b/.test(this.request.headers['accept-encoding']?.toString() ?? '');
    this.response.writeHead(status, {
      'Content-Type': `${type}; charset=utf-8`,
      ...(packed ? { 'Content-Encoding': 'gzip' } : {}),
      ...(status === 401 ? { 'WWW-Authenticate': 'Basic realm="rk7api"' } : {}),
    });
    this.response.end(packed ? gzipSync(text) : text);
  }
}
