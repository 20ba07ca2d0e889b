/**
 * Whether a name is one of a company, firm or cooperative: in China its form of organisation stands at its end (Regulations on
 * the Registration of Enterprise Names, art 6). Only the picture follows from it, which a wrong guess misdraws and no more.
 */
const FORM =
  /(?:公司|集团|企业|厂|合作社|联合社|商行|商店|经营部|门市部|工作室|事务所|\((?:有限|普通|特殊普通)合伙\)|\bltd\.?|\binc\.?|\bllc)$/iu

export const endsAsACompany = (name: string): boolean =>
  FORM.test(
    name
      .normalize('NFKC')
      .trim()
      .replace(/\((?:个体工商户|个人独资)\)$/u, ''),
  )
