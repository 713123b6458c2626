import { labelPdf } from '../../../sandbox/measoft/label_pdf';

const PAGES = [['Order SHOP-1001', 'Barcode (1) \\ 2'], ['Заказ 7']];

describe('a label', () => {
  const pdf = labelPdf(PAGES).toString('latin1');

  it('begins and ends as a PDF', () => {
    expect(pdf.startsWith('%PDF-1.4\n')).toBe(true);
    expect(pdf.endsWith('%%EOF\n')).toBe(true);
  });

  it('has a table that leads to every object', () => {
    const start = Number(/startxref\n(\d+)\n/.exec(pdf)?.[1]);
    expect(pdf.slice(start, start + 5)).toBe('xref\n');
    const offsets = [...pdf.slice(start).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) =>
      Number(offset),
    );
    expect(offsets.map((offset) => pdf.slice(offset, offset + 7))).toEqual(
      offsets.map((_, index) => `${index + 1} 0 obj`),
    );
    expect(pdf).toContain(`/Size ${offsets.length + 1} /Root 1 0 R`);
  });

  it('has a page for each order', () => {
    expect(pdf).toContain('/Type /Pages /Count 2 /Kids [4 0 R 6 0 R]');
    expect(pdf.match(/\/Type \/Page /g)).toHaveLength(2);
  });

  it('tells the true length of each page’s text', () => {
    for (const [, length, text = ''] of pdf.matchAll(/\/Length (\d+) >>\nstream\n([^]*?)\nendstream/g)) {
      expect(text).toHaveLength(Number(length));
    }
  });

  it('escapes what has a meaning in PDF, and replaces letters that the font lacks', () => {
    expect(pdf).toContain(String.raw`(Barcode \(1\) \\ 2) Tj`);
    expect(pdf).toContain('(????? 7) Tj');
  });
});
