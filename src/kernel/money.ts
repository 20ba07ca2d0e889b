/** Money is kept in fen (分), as whole numbers, and written in yuan. */

/** 123456 → '1,234.56元', '¥1,234.56'. */
export function spokenYuan(fen: number, language: 'zh' | 'en'): string {
  const [yuan = '0', rest = '00'] = plainYuan(fen).split('.')
  const grouped = `${yuan.replace(/\B(?=(?:\d{3})+$)/g, ',')}.${rest}`
  return language === 'zh' ? `${grouped}元` : `¥${grouped}`
}

/** 123456 → '1234.56', as somebody types it. */
export function plainYuan(fen: number): string {
  const digits = String(fen).padStart(3, '0')
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`
}

const YUAN = /^(\d{1,13})(?:\.(\d{1,2}))?$/

/** The fen in what somebody typed as yuan ('1,234.5'); empty where it is no such amount. Never by way of a fraction. */
export function findFen(typed: string): number | undefined {
  const [, yuan, rest = ''] = YUAN.exec(typed.replaceAll(/[,，\s元¥￥]/g, '')) ?? []
  return yuan === undefined ? undefined : Number(yuan + rest.padEnd(2, '0'))
}
