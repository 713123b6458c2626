import { element } from '../../xml';
import { flag, present } from '../attributes';
import { badParameters } from '../refusal';
import { REFERENCE_NAMES, type ReferenceItem, type ReferenceName } from '../references';
import type { TillSwitches } from '../switches';
import { type Command, commandShape } from './command';

/** Real servers can pick items out by ident, guid or a part of the name, too, and tell prices, which the app has no use for. */
export const getRefData: Command = {
  shape: commandShape({ RefName: 'text!', PropMask: 'text', OnlyActive: 'boolean' }),
  run: (command, { restaurant: { references }, switches }) => {
    const name = referenceName(present(command.attribute('RefName')));
    const all = references.items(name);
    const wanted = all.filter((item) => !flag(command, 'OnlyActive') || item.status === 'rsActive');
    const mask = readMask(command.attribute('PropMask'));
    const items = wanted.map((item) => element('Item', masked(propertiesOf(item, name, switches), mask)));
    const attributes = {
      DataVersion: references.version(name),
      ClassName: `TRK7${name}`,
      ...(mask ? {} : { Name: name, MinIdent: 1, MaxIdent: 0, XMLExport: 'true', XMLMask: '*' }),
      TotalItemCount: all.length,
    };
    return { children: [element('RK7Reference', attributes, element('Items', {}, ...items))] };
  },
};

export const getRefList: Command = {
  shape: commandShape({}),
  run: (_, { restaurant: { references } }) => {
    const all = REFERENCE_NAMES.map((name) =>
      element('RK7Reference', {
        RefName: name,
        Count: references.items(name).length,
        DataVersion: references.version(name),
      }),
    );
    return { children: [element('RK7RefList', { Count: all.length }, ...all)] };
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
  { addLineMode }: Readonly<TillSwitches>,
): Properties {
  if (item.ident === 0) return { Ident: 0, Status: item.status };
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
    ...(name === 'MENUITEMS' ? { AddLineMode: addLineMode } : {}),
    ...item.properties,
  };
}

/** The properties a mask names; undefined means all of them. */
type Mask = ReadonlySet<string> | undefined;

/** `items.(Ident,Code)`; `*` is everything. */
function readMask(sent: string | undefined): Mask {
  if (sent === undefined || sent === '*') return undefined;
  const [, list, single] = /^items\.(?:\(([^()]*)\)|([^().,]+))$/i.exec(sent) ?? [];
  const names = (list ?? single ?? '').split(',').map((name) => name.trim().toLowerCase());
  if (names.includes('')) throw badParameters(`Bad PropMask "${sent}"`);
  return names.includes('*') ? undefined : new Set(names);
}

function masked(properties: Properties, mask: Mask): Properties {
  if (!mask) return properties;
  return Object.fromEntries(Object.entries(properties).filter(([name]) => mask.has(name.toLowerCase())));
}
