import { Button } from 'antd'
import { chooseLanguage, useLanguage } from '../language.ts'
import { useWords } from '../words.ts'

export function LanguageSwitch() {
  const language = useLanguage()
  const words = useWords()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <Button type="text" lang={other} className="language" onClick={() => chooseLanguage(other)}>
      {words.language}
    </Button>
  )
}
