/** Points of an A6 page, upright. */
const WIDTH = 298;
const HEIGHT = 420;

/**
 * A small valid PDF 1.4: a page for each label, a line of text below the other. The standard font has Latin letters only;
 * others become `?`.
 */
export function labelPdf(pages: readonly (readonly string[])[]): Buffer {
  const pageNumber = (index: number): number => 4 + index * 2;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, index) => `${pageNumber(index)} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((lines, index) => {
      const drawing = `BT /F1 14 Tf 18 TL 20 ${HEIGHT - 40} Td ${lines.map((line) => `(${latin(line)}) Tj T*`).join(' ')} ET`;
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] ` +
          `/Resources << /Font << /F1 3 0 R >> >> /Contents ${pageNumber(index) + 1} 0 R >>`,
        `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
      ];
    }),
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = [
    '0000000000 65535 f \n',
    ...offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`),
  ];
  const trailer = `<< /Size ${table.length} /Root 1 0 R >>`;
  return Buffer.from(
    `${file}xref\n0 ${table.length}\n${table.join('')}trailer\n${trailer}\nstartxref\n${file.length}\n%%EOF\n`,
    'latin1',
  );
}

function latin(text: string): string {
  return text.replace(/[^\x20-\x7E]/g, '?').replace(/[\\()]/g, '\\$&');
}
