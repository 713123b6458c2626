import { ERROR_TEXTS, phpJson, sign } from '../../../sandbox/justclick/answers';

const KEY = 'X'.repeat(40);

describe('answers are signed as documented', () => {
  test.each([
    [0, 'ok', 'ffe12101a35998cbb60b510662de528e'],
    [0, 'order status changed', '4ef8e143e36243439703a455b38e6963'],
    [0, 'order deleted', '1ab62aee8021c21fb303511a2bab6b42'],
    [0, 'activation email sent to subscriber', '6877d5d32700b8f7b3ca049c05e40d8c'],
    [1, ERROR_TEXTS[1], 'b9997124d2e07b663c54aafec570d51e'],
    [2, ERROR_TEXTS[2], 'd55e4d67260b57d802438b0924e2c58b'],
    [3, ERROR_TEXTS[3], '2faaccd0efae8f54627f49d721a3ce92'],
    [4, ERROR_TEXTS[4], 'b8f771a9288da73672a86714fb3ebb68'],
    [5, ERROR_TEXTS[5], 'fbc793a8b3012753950057a02e375481'],
    [7, ERROR_TEXTS[7], '7e4bfcba0f7f9d36a055cf9f59f95cbc'],
    [100, ERROR_TEXTS[100], '02a9ebf38fb45c754d9abdc65d124ffb'],
    [102, ERROR_TEXTS[102], '1fcd5210179dce91f3ba8e130ad967ce'],
    [103, ERROR_TEXTS[103], 'b489c0203035d1a24f2b2604edb4c870'],
    [200, ERROR_TEXTS[200], '223bcc7142c04490e5b1ff519e23f395'],
    [201, ERROR_TEXTS[201], '2e6191bfea43260c17458793135fe92c'],
    [202, ERROR_TEXTS[202], 'a55ff14b4616741ef8909c1a2db8ab47'],
    [203, ERROR_TEXTS[203], 'ac7f04a31e4823fb5c38f55ba04974f3'],
    [302, ERROR_TEXTS[302], 'f3ddaa0edde532b8031847199bab2286'],
    [303, ERROR_TEXTS[303], 'af764d843c9c3f88878425db8d64d24c'],
    [400, ERROR_TEXTS[400], 'a2741415089572385b85267fea5e6377'],
    [500, ERROR_TEXTS[500], '88b0be3de7aaac47c9f82a80668b010c'],
    [501, ERROR_TEXTS[501], 'aee7d7744521f327f5a8a0a627006a0f'],
    [600, ERROR_TEXTS[600], '65fc48f288ad1f87eccec276b7f48f2d'],
    [601, ERROR_TEXTS[601], '1825ebbed6ef094beb81f120af6e48b1'],
    [602, ERROR_TEXTS[602], 'c1b5cfd5f50a70fd51f43958651e6ef2'],
    [603, ERROR_TEXTS[603], 'a71b100e112b4c6c07cefd889b06f889'],
    [604, ERROR_TEXTS[604], 'bedd8451c0fa8b7543eeb8994132b2d1'],
    [605, ERROR_TEXTS[605], 'adff65c4319696a443616570880de465'],
    [700, ERROR_TEXTS[700], '9a937e8764858d210333ab112d412a01'],
    [800, ERROR_TEXTS[800], '308fe146b9e9cfd4fef73f0175bfd46c'],
    [801, ERROR_TEXTS[801], 'c70ee3902bc5e0f7a1a36b5052e4b5f9'],
  ])('%i %s', (code, text, hash) => {
    expect(sign({ code, text }, KEY, false)).toEqual({ error_code: code, error_text: text, hash });
  });

  test.each([
    [0, 'ok', 'OK', 'cf2b10a8fd707c6d14f496e19503b0a1'],
    [1, ERROR_TEXTS[1], 'Not transferred hash', '000e7e6a688ec921cc37622a44fbc55f'],
    [2, ERROR_TEXTS[2], 'No transmitted data', 'b9297888f7adae8742ddb6b42f404992'],
    [3, ERROR_TEXTS[3], 'Wrong posted data', '4afafe57ae11e0dac9f9b34527039baf'],
    [4, ERROR_TEXTS[4], 'Incorrect hash', 'b65427c45515bf2ed64b2149156e103b'],
    [200, ERROR_TEXTS[200], 'Nonexistent order', 'e95a8dcc9368519482412470b53d392f'],
    [201, ERROR_TEXTS[201], 'Wrong status', 'cdb28bb609794a8ebc38efcbe3add1f1'],
    [202, ERROR_TEXTS[202], 'Order not paid', '8ba15a169cf34ff14a9e5b0cbb8765c4'],
    [400, ERROR_TEXTS[400], 'Order not found', '3a5d1220f8b862f9f979dd4794defc90'],
  ])('%i %s can be spelled "%s", which changes the hash', (code, text, capitalised, hash) => {
    expect(sign({ code, text }, KEY, true)).toEqual({ error_code: code, error_text: capitalised, hash });
  });

  test('without a key the empty one signs', () => {
    expect(sign({ code: 5, text: ERROR_TEXTS[5] }, '', false).hash).toBe('3716f64754c9af87ce667da050a30c9f');
    expect(sign({ code: 5, text: ERROR_TEXTS[5] }, '', true).hash).toBe('ca1d0e11a47db2f77cca68545d853090');
  });
});

describe('answers are written as PHP writes JSON', () => {
  test('the hash is of the text, not of its escapes', () => {
    const envelope = sign({ code: 604, text: 'product not exist: Товар/1' }, KEY, false);
    expect(phpJson(envelope)).toBe(
      String.raw`{"error_code":604,"error_text":"product not exist: \u0422\u043e\u0432\u0430\u0440\/1","hash":"b7e42d424745d60a6fbd8d0eaaa4db32"}`,
    );
  });

  test('the keys come in the order of the samples, other letters as UTF-16 escapes', () => {
    const envelope = sign({ code: 0, text: 'ok', result: { name: '😀\u007f\n"' } }, KEY, false);
    expect(phpJson(envelope)).toBe(
      String.raw`{"error_code":0,"error_text":"ok","result":{"name":"\ud83d\ude00\u007f\n\""},"hash":"ffe12101a35998cbb60b510662de528e"}`,
    );
  });
});
