/** The one door to XML: r_keeper and MeaSoft read and write through these names only. */
export { buildXml } from './xml_builder';
export { element, XmlElement, XmlError, XmlTooLarge } from './xml_element';
export { parseXml, type XmlLimits } from './xml_parser';
export { XmlReader } from './xml_reader';
export { type XmlList } from './xml_walk';
