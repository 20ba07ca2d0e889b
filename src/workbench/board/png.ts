/**
 * A drawing of the page as a PNG. The page's style sheet does not reach into a picture, so what it says of each shape is
 * written to the shape as attributes, which no policy of contents forbids.
 */

/** What the drawings of the board take from the style sheet. */
const STYLED = [
  ...['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'opacity'],
  ...['font-family', 'font-size', 'font-weight', 'text-anchor'],
] as const
/** Sharp on paper. */
const SCALE = 2
const MARGIN = 12

export async function pngOf(svg: SVGSVGElement): Promise<Blob> {
  const { width, height } = svg.viewBox.baseVal
  const canvas = document.createElement('canvas')
  canvas.width = (width + 2 * MARGIN) * SCALE
  canvas.height = (height + 2 * MARGIN) * SCALE
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('the browser does not draw')
  context.fillStyle = getComputedStyle(document.body).backgroundColor
  context.fillRect(0, 0, canvas.width, canvas.height)
  const picture = await loaded(withStyles(svg, width, height))
  context.drawImage(picture, MARGIN * SCALE, MARGIN * SCALE, width * SCALE, height * SCALE)
  return new Promise((resolve, reject) => {
    canvas.toBlob((bytes) => {
      if (bytes === null) reject(new Error('the browser makes no PNG'))
      else resolve(bytes)
    }, 'image/png')
  })
}

function withStyles(svg: SVGSVGElement, width: number, height: number): string {
  // A clone of an SVG is one.
  const copy = svg.cloneNode(true) as SVGSVGElement
  const styled = (from: Element, to: Element): void => {
    const style = getComputedStyle(from)
    for (const name of STYLED) to.setAttribute(name, style.getPropertyValue(name))
    for (const [nth, child] of [...from.children].entries()) {
      const twin = to.children[nth]
      if (twin !== undefined) styled(child, twin)
    }
  }
  styled(svg, copy)
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  return new XMLSerializer().serializeToString(copy)
}

function loaded(drawing: string): Promise<HTMLImageElement> {
  return new Promise((resolve, reject) => {
    const picture = new Image()
    picture.onload = () => resolve(picture)
    picture.onerror = () => reject(new Error('the drawing cannot be read'))
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(drawing)}`
  })
}
