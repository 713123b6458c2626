import { at, attribute, call, courierForEachTest, text, told } from '../conversation';

const stage = courierForEachTest();
const EXTRA = '<auth extra="8"/>';

async function column(functionName: string, content: string, name: string): Promise<readonly string[]> {
  const answer = await call(stage.courier, functionName, content);
  return answer.children.map((row) => text(row, name));
}

it('services and storelist tell codes and names', async () => {
  const services = await call(stage.courier, 'services', '', EXTRA);
  expect(services.children.map((one) => `${one.name} ${told(one)}`)).toEqual([
    'service code=1 name=Стандарт',
    'service code=2 name=Экспресс',
    'service code=3 name=До пункта выдачи',
  ]);
  expect(await column('storelist', '', 'name')).toEqual(['Склад Москва', 'Склад Санкт-Петербург']);
});

it('pvzlist tells a pickup point as the vendor’s sample does', async () => {
  const answer = await call(stage.courier, 'pvzlist', '<code>124</code>', EXTRA);
  expect(answer.attributes).toEqual({ count: '1', totalcount: '1' });
  const point = at(answer, 'pvz');
  expect(told(point)).toBe(
    'uid= code=124 clientcode=MSK12 name=ПВЗ Петровка parentcode=5 parentname=Сеть «Рядом» town=Москва address=Петровка, 38 ' +
      'phone=+74950000124 comment= traveldescription=м. Чеховская, 5 минут пешком worktime=10-20 maxweight=15 acceptcash=YES ' +
      'acceptcard=YES acceptfitting=NO acceptindividuals=YES latitude=55.7680 longitude=37.6140',
  );
  expect(at(point, 'town').attributes).toEqual({ code: '1', regioncode: '77', regionname: 'Москва' });
});

it.each([
  ['', ['124', '125', '126', '224', '324']],
  ['<town>Москва</town>', ['124', '125', '126']],
  ['<town>2</town>', ['224']],
  ['<town>0c5b2444-70a0-4932-980c-b4dc0d3f02b5</town>', ['124', '125', '126']],
  ['<city>Московская</city>', ['324']],
  ['<client_code>0017</client_code>', ['126']],
  ['<parentcode>6</parentcode>', ['126']],
  ['<town>Москва</town><acceptcash>YES</acceptcash>', ['124', '125']],
  ['<acceptcash>NO</acceptcash>', ['124', '125', '126', '224', '324']],
  ['<acceptcard>YES</acceptcard><acceptindividuals>YES</acceptindividuals>', ['124', '125', '126']],
  ['<acceptfitting>YES</acceptfitting>', ['125']],
  ['<maxweight>5.1</maxweight>', ['124', '125', '224', '324']],
  ['<maxweight>30</maxweight>', ['125']],
  ['<town>Москва</town><address>петровка</address>', ['124']],
  ['<address>петровка</address>', ['124', '125', '126', '224', '324']],
  ['<lt>55.76</lt><lg>37.60</lg><rt>55.70</rt><rg>37.62</rg>', ['125', '126']],
  ['<code>404</code>', []],
])('pvzlist filters by %s', async (filter, expected) => {
  expect(await column('pvzlist', filter, 'code')).toEqual(expected);
});

it('itemlist tells goods as the vendor’s sample does', async () => {
  const request = '<conditions><namestarts>Race</namestarts><quantity>EXISTING_ONLY</quantity></conditions>';
  const answer = await call(stage.courier, 'itemlist', request);
  expect(attribute(answer, 'count')).toBe('1');
  expect(told(at(answer, 'item'))).toBe(
    'code=44123 article=1 barcode=2345625213125 name=Race car retprice=37.50 purchprice=20.00 weight=0.1 length=10 width=5 ' +
      'height=5 CountInPallet= HasSerials= CountryOfOrigin= Message= Message2= quantity=12 reserved=1',
  );
});

it.each([
  ['', ['1', '0042', 'KUKLA-3']],
  ['<codesearch><article>0042</article></codesearch>', ['0042']],
  ['<codesearch><code>44125</code></codesearch>', ['KUKLA-3']],
  ['<codesearch><barcode>2345625213125</barcode></codesearch>', ['1']],
  ['<codesearch><article>42</article></codesearch>', []],
  ['<conditions><quantity>NOT_EXISTING_ONLY</quantity></conditions>', ['KUKLA-3']],
  ['<conditions><quantity>EXISTING_ONLY</quantity></conditions>', ['1', '0042']],
  ['<conditions><quantity>ALL</quantity></conditions>', ['1', '0042', 'KUKLA-3']],
  ['<conditions><namecontains>принцессы</namecontains></conditions>', ['0042']],
  ['<conditions><name>race CAR</name></conditions>', ['1']],
  ['<limit><limitcount>1</limitcount></limit>', ['1']],
])('itemlist finds by %s', async (query, expected) => {
  expect(await column('itemlist', query, 'article')).toEqual(expected);
});
