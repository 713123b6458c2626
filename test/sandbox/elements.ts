import type { XmlElement } from '../../sandbox/xml';

/** The element at the end of a path of names. */
export function at(element: XmlElement, ...path: readonly string[]): XmlElement {
  return path.reduce((here, name) => {
    const child = here.child(name);
    if (!child)
      throw new Error(`${here.name} has no ${name}, only ${here.children.map((one) => one.name).join(', ')}`);
    return child;
  }, element);
}

export function text(element: XmlElement, ...path: readonly string[]): string {
  return at(element, ...path).text.trim();
}

/** The texts of some children. */
export function texts(element: XmlElement, names: string): readonly string[] {
  return names.split(' ').map((name) => text(element, name));
}

/** The children as `name=text`, in their order. */
export function told(element: XmlElement | undefined): string {
  return (element?.children ?? []).map(({ name, text: value }) => `${name}=${value}`).join(' ');
}

export function attribute(element: XmlElement, name: string): string {
  const value = element.attribute(name);
  if (value === undefined)
    throw new Error(`${element.name} has no ${name}: ${JSON.stringify(element.attributes)}`);
  return value;
}
