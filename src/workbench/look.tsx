/** Ant Design in the colours of the house and the language chosen; its styles carry the page's nonce. */
import { ConfigProvider } from 'antd'
import en from 'antd/locale/en_GB'
import zh from 'antd/locale/zh_CN'
import { useEffect, type ReactNode } from 'react'
import { useLanguage } from './language.ts'
import { pageSays } from './pageSays.ts'
import { useWords } from './words.ts'

const nonce = pageSays('csp-nonce')

const theme = {
  token: {
    colorPrimary: '#8c1d18',
    colorLink: '#7a1712',
    colorError: '#b3261e',
    // The greys of the house style are too light for small text (WCAG 1.4.3).
    colorTextSecondary: '#4a4f57',
    colorTextTertiary: '#5c626b',
    colorTextDescription: '#4a4f57',
    colorTextPlaceholder: '#6b717a',
    colorTextQuaternary: '#6b717a',
    colorBorder: '#8b919a',
    fontSize: 14,
    borderRadius: 4,
    fontFamily:
      'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif',
    motion: false,
  },
}

export function Look({ children }: { readonly children: ReactNode }) {
  const language = useLanguage()
  const words = useWords()
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = words.title
  }, [language, words])
  return (
    <ConfigProvider
      locale={language === 'zh' ? zh : en}
      csp={{ nonce }}
      theme={theme}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  )
}
