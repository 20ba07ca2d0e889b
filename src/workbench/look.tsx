/** Ant Design in the colours of the house and the language chosen; its styles carry the page's nonce. */
import { ConfigProvider, theme as antTheme } from 'antd'
import en from 'antd/locale/en_GB'
import zh from 'antd/locale/zh_CN'
import { useEffect, type ReactNode } from 'react'
import { useLanguage } from './language.ts'
import { pageSays } from './pageSays.ts'
import { useTheme, type Theme } from './theme.ts'

const nonce = pageSays('csp-nonce')

const common = {
  fontSize: 14,
  borderRadius: 4,
  fontFamily:
    'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", sans-serif',
  motion: false,
}

/** The same colours as in workbench.css; small text keeps a contrast of 4.5 on every ground (WCAG 1.4.3). */
const tokens: Readonly<Record<Theme, object>> = {
  light: {
    colorPrimary: '#8c1d18',
    colorLink: '#7a1712',
    colorError: '#b3261e',
    // The greys of the house style are too light for small text.
    colorTextSecondary: '#4a4f57',
    colorTextTertiary: '#5c626b',
    colorTextDescription: '#4a4f57',
    colorTextPlaceholder: '#6b717a',
    colorTextQuaternary: '#6b717a',
    colorBorder: '#8b919a',
  },
  dark: {
    colorPrimary: '#b8433b',
    colorLink: '#ff9d94',
    colorError: '#ff8f86',
    colorBgBase: '#17191d',
    colorBgContainer: '#1f2227',
    colorBgElevated: '#262a30',
    colorTextBase: '#eceef1',
    colorTextSecondary: '#b9bec7',
    colorTextTertiary: '#a9afb9',
    colorTextDescription: '#b9bec7',
    colorTextPlaceholder: '#9aa0aa',
    colorTextQuaternary: '#9aa0aa',
    colorBorder: '#727a86',
    colorPrimaryBg: '#3a2220',
  },
  contrast: {
    colorPrimary: '#6b0000',
    colorLink: '#00007a',
    colorError: '#8f0000',
    colorTextBase: '#000',
    colorTextSecondary: '#000',
    colorTextTertiary: '#000',
    colorTextDescription: '#000',
    colorTextPlaceholder: '#333',
    colorTextQuaternary: '#333',
    colorBorder: '#000',
    colorBorderSecondary: '#000',
    lineWidth: 2,
  },
}

export function Look({ children }: { readonly children: ReactNode }) {
  const language = useLanguage()
  const theme = useTheme()
  useEffect(() => {
    document.documentElement.dataset['theme'] = theme
  }, [theme])
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  return (
    <ConfigProvider
      locale={language === 'zh' ? zh : en}
      csp={{ nonce }}
      theme={{
        token: { ...common, ...tokens[theme] },
        algorithm: theme === 'dark' ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
      }}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  )
}
