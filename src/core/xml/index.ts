/** The one door to XML: r_keeper and MeaSoft read and write through these names only. */
export { buildXml } from './build';
export { element, XmlElement, XmlError, XmlTooLarge } from './element';
export { parseXml, type XmlLimits } from './parser';
export { XmlReader } from './reader';
export { type XmlList } from './walk';
