/** The one door to XML: r_keeper and MeaSoft read and write through these names only. */
export { buildXml } from './build';
export { element, XmlElement, XmlError, XmlTooLarge } from './element';
export { XmlReader, type XmlLimits, type XmlList } from './reader';
export { parseXml } from './record';
