import { element, type XmlElement } from '../../xml';
import { flag, integer, present } from '../attributes';
import { badParameters, cannotExecute } from '../refusal';
import { REFERENCE_NAMES, type ReferenceItem, type ReferenceName } from '../references';
import { optional, shape, some } from '../shape';
import { type Command, commandShape, type World } from './command';

const FILTERS = optional(
  'PROPFILTERS',
  shape({}, some('PROPFILTER', shape({ Name: 'text!', Substring: 'text!' }))),
);

export const getRefData: Command = {
  shape: commandShape(
    {
      RefName: 'text!',
      RefItemIdent: 'integer',
      RefItemGUID: 'guid',
      PropMask: 'text',
      OnlyActive: 'boolean',
      WithMacroProp: 'boolean',
      WithChildItems: 'integer',
      IgnoreEnums: 'boolean',
      IgnoreDefaults: 'boolean',
      WithBlobsData: 'boolean',
      MacroPropTags: 'text',
    },
    FILTERS,
  ),
  run: (command, { restaurant, switches }) => {
    const name = referenceName(present(command.attribute('RefName')));
    const { references } = restaurant;
    const one = integer(command, 'RefItemIdent') ?? command.attribute('RefItemGUID');
    const all = references.items(name);
    const wanted = all.filter(
      (item) =>
        (one === undefined || item.ident === one || item.guid === one) &&
        (!flag(command, 'OnlyActive') || item.status === 'rsActive') &&
        filtersOf(command).every((passes) => passes(item)),
    );
    if (one !== undefined && wanted.length === 0)
      throw cannotExecute(`Не найден элемент ${one} в коллекции ${name}`);
    const mask = readMask(command.attribute('PropMask'), one !== undefined);
    const withPrices = flag(command, 'WithMacroProp');
    return {
      children: [
        element(
          'RK7Reference',
          {
            DataVersion: references.version(name),
            ClassName: `TRK7${name}`,
            ...(mask ? {} : { Name: name, MinIdent: 1, MaxIdent: 0, XMLExport: 'true', XMLMask: '*' }),
            TotalItemCount: all.length,
          },
          element(
            'Items',
            {},
            ...wanted.map((item) =>
              element('Item', masked(propertiesOf(item, name, { restaurant, switches }, withPrices), mask)),
            ),
          ),
        ),
      ],
    };
  },
};

/** RefName is not case-sensitive, unlike the names of commands. */
function referenceName(sent: string): ReferenceName {
  const found = REFERENCE_NAMES.find((name) => name === sent.toUpperCase());
  if (!found) throw badParameters(`Unknown reference "${sent}"`);
  return found;
}

type Properties = Readonly<Record<string, string | number>>;

function propertiesOf(
  item: ReferenceItem,
  name: ReferenceName,
  { restaurant, switches }: Pick<World, 'restaurant' | 'switches'>,
  withPrices: boolean,
): Properties {
  if (item.ident === 0) return { Ident: 0, Status: item.status };
  const price = restaurant.prices.get(item.ident);
  const priced = withPrices && (name === 'MENUITEMS' || name === 'MODIFIERS') && price !== undefined;
  return {
    Ident: item.ident,
    ItemIdent: item.ident,
    SourceIdent: 0,
    GUIDString: item.guid,
    Code: item.code,
    Name: item.name,
    AltName: '',
    MainParentIdent: 0,
    Status: item.status,
    ...(name === 'MENUITEMS' ? { AddLineMode: switches.addLineMode } : {}),
    ...item.properties,
    ...(priced ? { 'PRICETYPES-3': price } : {}),
  };
}

/** The properties a mask names; undefined means all of them. */
type Mask = ReadonlySet<string> | undefined;

/** `items.(Ident,Code)`; for a question about one item the mask applies to the item itself. `*` is everything. */
function readMask(sent: string | undefined, ofOneItem: boolean): Mask {
  if (sent === undefined || sent === '*') return undefined;
  const inner = ofOneItem
    ? (/^(?:items\.)?\(?([^()]*)\)?$/i.exec(sent)?.[1] ?? '')
    : (/^items\.\(([^()]*)\)$/i.exec(sent)?.[1] ?? /^items\.([^().,]+)$/i.exec(sent)?.[1] ?? '');
  const names = inner.split(',').map((name) => name.trim().toLowerCase());
  if (names.includes('')) throw badParameters(`Bad PropMask "${sent}"`);
  return names.includes('*') ? undefined : new Set(names);
}

function masked(properties: Properties, mask: Mask): Properties {
  if (!mask) return properties;
  return Object.fromEntries(Object.entries(properties).filter(([name]) => mask.has(name.toLowerCase())));
}

function filtersOf(command: XmlElement): readonly ((item: ReferenceItem) => boolean)[] {
  return (command.child('PROPFILTERS')?.all('PROPFILTER') ?? []).map((filter) => {
    const property = present(filter.attribute('Name'));
    const wanted = present(filter.attribute('Substring')).toLowerCase();
    return (item) => (valueOf(item, property) ?? '').toLowerCase().includes(wanted);
  });
}

function valueOf(item: ReferenceItem, property: string): string | undefined {
  switch (property) {
    case 'Name':
      return item.name;
    case 'Code':
      return String(item.code);
    case 'Ident':
      return String(item.ident);
    default:
      return item.properties[property];
  }
}
