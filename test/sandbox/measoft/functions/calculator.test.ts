import { at, attribute, call, courierForEachTest, text, told } from '../conversation';

const stage = courierForEachTest();
const calculator = (request: string) => call(stage.courier, 'calculator', request);
const calc = (attributes: string): string => `<calc ${attributes}/>`;
const MOSCOW_TO = (town: string): string => `townfrom="Москва" townto="${town}" mass="5.1"`;
const TO_PETERSBURG = calc(`${MOSCOW_TO('Санкт-Петербург')} l="10" w="20" h="30" service="2"`);

it('answers for one service as the vendor’s sample does', async () => {
  const answer = await calculator(TO_PETERSBURG);
  expect(answer.children.map(told)).toEqual([
    'townfrom=Москва townto=Санкт-Петербург mass=5.1 service=2 zone=1 price=450 mindeliverydays=1 maxdeliverydays=2 ' +
      'mindeliverydate=2024-03-25',
  ]);
  expect(at(answer, 'calc', 'service').attributes).toEqual({ name: 'Экспресс' });
  expect(at(answer, 'calc', 'townto').attributes).toEqual({ code: '2' });
});

it('takes the newer form of the request', async () => {
  const answer = await calculator(
    '<order><pricetype>CUSTOMER</pricetype><sender><town>Москва</town></sender>' +
      '<receiver><zipcode/><town regioncode="40" country="RU">Киров</town><address/></receiver><weight>5.1</weight>' +
      '<service>2</service><paytype>CASH</paytype><price>387.5</price><deliveryprice>150</deliveryprice><inshprice>387.5</inshprice></order>',
  );
  expect(answer.children.map((row) => attribute(at(row, 'townto'), 'code'))).toEqual(['202']);
});

it.each([
  '<order><sender><town>Москва</town></sender><receiver><pvz>224</pvz></receiver><weight>1</weight></order>',
  calc('townfrom="Москва" pvz="SPB01" mass="1"'),
])('goes to the town of the pickup point: %s', async (request) => {
  expect(text(await calculator(request), 'calc', 'townto')).toBe('Санкт-Петербург');
});

it.each([
  ['15', 'Тариф не найден', `${MOSCOW_TO('Владивосток')} service="3"`],
  ['15', 'Тариф не найден', `${MOSCOW_TO('Москва')} service="9"`],
  ['15', 'Тариф не найден', MOSCOW_TO('Алматы')],
  ['18', 'Город отправления не указан', 'townto="Москва" mass="1"'],
  ['19', 'Город назначения не указан', 'townfrom="Москва" mass="1"'],
  ['20', 'Неверная масса', 'townfrom="Москва" townto="Казань" mass="1,5"'],
  ['21', 'Город отправления не найден', 'townfrom="Кукуево" townto="Казань" mass="1"'],
  ['22', 'Город назначения не найден', MOSCOW_TO('Кукуево')],
  ['23', 'Масса не указана', 'townfrom="Москва" townto="Казань"'],
])('answers %s «%s» for %s', async (error, message, attributes) => {
  const answer = await calculator(calc(attributes));
  expect([answer.name, answer.attributes, text(answer)]).toEqual(['calculator', { error }, message]);
});

it('may tell prices as attributes, as older installations do', async () => {
  stage.courier.switches.calculatorAnswer = 'attributes';
  const row = at(await calculator(TO_PETERSBURG), 'calc');
  expect(row.attributes).toMatchObject({ price: '450', mindeliverydays: '1', maxdeliverydays: '2' });
  expect(row.child('price')).toBeUndefined();
});
