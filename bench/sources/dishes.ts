import type { Source } from './source';
import { TILL, tillAnswer } from './till';

const NAMES = ['Салат «Цезарь»', 'Борщ', 'Хачапури по-аджарски', 'Чай чёрный', 'Пельмени', 'Сёмга на гриле'];

/** As GetRefData tells the dishes of MENUITEMS, and GetOrderMenu what a station sells of them. */
function menu(size: number): ReturnType<Source['answers']> {
  const numbers = Array.from({ length: size }, (_, index) => index);
  const items = numbers.map(
    (index) =>
      `<Item Ident="${1_000_001 + index}" Code="${index + 1}" Name="${nameOf(index)}" Status="rsActive"/>`,
  );
  const prices = numbers.map((index) => `<Item Ident="${1_000_001 + index}" Price="11900"/>`);
  const dishes = tillAnswer(
    'GetRefData',
    `<RK7Reference DataVersion="298" Name="MENUITEMS" TotalItemCount="${size}"><Items>${items.join('')}</Items></RK7Reference>`,
  );
  const sold = tillAnswer('GetOrderMenu', `<Dishes>${prices.join('')}</Dishes>`);
  return ({ body }) => (body.includes('CMD="GetOrderMenu"') ? sold : dishes);
}

function nameOf(index: number): string {
  return `${NAMES[index % NAMES.length] ?? ''} ${index + 1}`;
}

export const dishSearch: Source = {
  ...TILL,
  title: 'Search among dishes (rkeeper_find_dish)',
  items: 'dishes',
  method: 'searches.rkeeper_find_dish.operation.perform',
  // Every sixth dish is one; the hundred best are found.
  inputData: { name: 'чай черный', station: 'id:15004' },
  results: (size) => Math.min(Math.floor((size + 2) / NAMES.length), 100),
  answers: menu,
};
