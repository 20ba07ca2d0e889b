/**
 * Parts of the DOCX package that are written here and not by docx: with them the same paper is the same bytes (docx
 * takes the time from the clock and the names of shapes at random).
 */
import { fonts } from './docxText.ts'
import type { Paper } from './paper.ts'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** Dated by the document, not by the clock. */
export const coreProperties = ({ title, organ, issuedOn }: Paper): string => {
  const when = (name: string): string =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${issuedOn}T00:00:00Z</dcterms:${name}>`
  return (
    XML +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escaped(title)}</dc:title><dc:creator>${escaped(organ)}</dc:creator>` +
    `<cp:lastModifiedBy>${escaped(organ)}</cp:lastModifiedBy>${when('created')}${when('modified')}` +
    '</cp:coreProperties>'
  )
}

export const fontTable = (): string =>
  XML +
  '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
  Object.values(fonts)
    .map(
      ({ name, instead }) =>
        `<w:font w:name="${name}"><w:altName w:val="${instead.join(',')}"/>` +
        '<w:charset w:val="86"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font>',
    )
    .join('') +
  '</w:fonts>'

// Shape type 136 is a text that fills its shape, written as Word writes it.
const TEXT_THAT_FILLS_ITS_SHAPE =
  '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e">' +
  '<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>' +
  '<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>' +
  '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>' +
  '<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>' +
  '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"' +
  ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>' +
  '<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>' +
  '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'

/**
 * A header that only bears the watermark, across the page. Its paragraph is all but without height, so that the text
 * block still begins at 37 mm.
 */
export const watermarkHeader = (text: string): string =>
  XML +
  '<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"' +
  ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">' +
  '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>' +
  (text === '' ? '' : shapeOf(text)) +
  '</w:p></w:hdr>'

const shapeOf = (text: string): string =>
  '<w:r><w:pict>' +
  TEXT_THAT_FILLS_ITS_SHAPE +
  '<v:shape id="ViewerMark" type="#_x0000_t136" style="position:absolute;margin-left:0;margin-top:0;width:480pt;' +
  'height:20pt;rotation:315;z-index:-251657216;mso-position-horizontal:center;' +
  'mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin"' +
  ' o:allowincell="f" fillcolor="#D9D9D9" stroked="f"><v:fill opacity="0.5"/>' +
  `<v:textpath style="font-family:&quot;${fonts.fangsong.name}&quot;;font-size:1pt"` +
  ` string="${escaped(text)}"/></v:shape></w:pict></w:r>`
