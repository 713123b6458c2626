import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

export const FILES = '/files/';

/** A file that a step left for later steps. */
export interface StoredFile {
  readonly name: string;
  readonly contentType: string;
  /** The header that the file is handed out with. */
  readonly disposition: string;
  readonly content: Buffer;
}

/**
 * The store in which `z.stashFile` leaves files: a form is posted to a signed address, and whoever has the address of its key gets the file. As
 * with Zapier, the address does not hold the name of the file; the header of the answer does.
 */
export class Files {
  readonly #stored = new Map<string, StoredFile>();
  #address = '';

  /** From now on files are taken at this origin. */
  open(origin: string): void {
    this.#address = origin + FILES;
  }

  /** What `get_presigned_upload_post_data` answers. */
  invite(): { readonly url: string; readonly fields: { readonly key: string } } {
    return { url: this.#address, fields: { key: randomUUID() } };
  }

  /** @throws Error where no file lies at that address. */
  at(address: string): StoredFile {
    const file = this.#stored.get(address.slice(this.#address.length));
    if (file) return file;
    throw new Error(`No file was left at ${address}.`);
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.method === 'POST') await this.take(request, response);
    else this.give(request.url ?? '', response);
  }

  private give(path: string, response: ServerResponse): void {
    const file = this.#stored.get(path.slice(FILES.length));
    if (!file) {
      response.writeHead(404).end('No file was left here.');
      return;
    }
    response.writeHead(200, { 'content-type': file.contentType, 'content-disposition': file.disposition });
    response.end(file.content);
  }

  private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts = partsOf(await buffer(request), request.headers['content-type'] ?? '');
    const text = (name: string): string =>
      parts.find(({ field }) => field === name)?.content.toString('utf8') ?? '';
    const key = text('key');
    const file = parts.find(({ field }) => field === 'file');
    if (key === '' || !file) {
      response.writeHead(400).end('A key and a file are expected.');
      return;
    }
    const { fileName: name, contentType, content } = file;
    this.#stored.set(key, { name, contentType, content, disposition: text('Content-Disposition') });
    response.writeHead(204).end();
  }
}

interface Part {
  readonly field: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** The parts of a `multipart/form-data` body as the platform's uploader writes it. */
function partsOf(body: Buffer, contentType: string): readonly Part[] {
  const boundary = /boundary=([^;]+)/.exec(contentType)?.[1] ?? '';
  // One character per byte, so that a file survives being cut out as text.
  const pieces = body.toString('latin1').split(`--${boundary}`).slice(1, -1);
  return pieces.map((piece) => {
    const [head = '', ...rest] = piece.split('\r\n\r\n');
    const named = (pattern: RegExp): string => pattern.exec(head)?.[1] ?? '';
    return {
      field: named(/ name="([^"]*)"/),
      fileName: Buffer.from(named(/ filename="([^"]*)"/), 'latin1').toString('utf8'),
      contentType: named(/content-type: *([^\r\n]+)/i),
      content: Buffer.from(rest.join('\r\n\r\n').slice(0, -2), 'latin1'),
    };
  });
}
