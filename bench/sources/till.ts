/** A till whose commands need no licence. */
export const TILL = {
  authData: {
    service: 'rkeeper',
    license_product: 'lifetime',
    server_url: '{url}',
    server_login: 'zapier',
    server_password: 'secret of the benchmark',
  },
  contentType: 'application/xml',
} as const;

/** A till's answer to a command, with what it holds. */
export function tillAnswer(command: string, content: string, attributes = ''): Buffer {
  return Buffer.from(
    '<?xml version="1.0" encoding="utf-8"?><RK7QueryResult ServerVersion="7.6.5.92" XmlVersion="246" NetName="MID" Status="Ok" ' +
      `CMD="${command}" ErrorText="" DateTime="2026-10-03T16:05:02" WorkTime="47" Processed="1" ${attributes}>${content}</RK7QueryResult>`,
  );
}
