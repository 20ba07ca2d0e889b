/** Saves the picture of a section as PNG, as it looks now: theme, language and numbers. */
import { Button } from 'antd'
import { saveFile } from '../saveFile.ts'
import { pngOf } from './png.ts'
import { useBoardWords } from './words.ts'

interface PictureFileProps {
  /** The id of the section's heading. */
  readonly of: string
  readonly name: string
  readonly on: string
}

export function PictureFile({ of, name, on }: PictureFileProps) {
  const words = useBoardWords()
  return (
    <Button
      className="print board-png"
      size="small"
      aria-label={words.pngAbout(name)}
      onClick={() => {
        const svg = document.querySelector<SVGSVGElement>(`[aria-labelledby="${of}"] svg.board-picture`)
        if (svg === null) return
        void pngOf(svg).then((bytes) => saveFile(bytes, `${name}-${on}.png`))
      }}
    >
      PNG
    </Button>
  )
}
