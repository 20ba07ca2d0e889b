/** Why a file was not taken, in words a person can act on. */
import type { UploadRefusal } from '#store/evidence/receiveUpload.ts'
import type { Spoken } from './language.ts'

export function spokenUpload(refusal: UploadRefusal): Spoken {
  switch (refusal.because) {
    case 'empty':
      return { zh: '文件是空的；请检查后重新上传。', en: 'The file is empty: check it and upload it again.' }
    case 'too big': {
      const most = Math.floor(refusal.maxBytes / 1024 / 1024)
      return {
        zh: `文件超过${most} MB；请压缩或者拆分后上传。`,
        en: `The file is larger than ${most} MB: make it smaller or split it.`,
      }
    }
    case 'type not accepted':
      return {
        zh: '不接受这种类型的文件；请转换为图片、音频、视频、PDF或者办公文档。',
        en: 'Files of this type are not taken: turn it into a picture, sound, video, PDF or office document.',
      }
    case 'two things at once':
      return {
        zh: '文件同时含有两种格式，可能有害；请重新导出后上传。',
        en: 'The file is two formats at once and may do harm: export it anew and upload that.',
      }
  }
}
