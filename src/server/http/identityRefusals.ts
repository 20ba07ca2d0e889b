/** What is refused about signing in, factors and accounts: a status and a sentence each. */
import { plain } from './plainRefusal.ts'

export const identityRefusals = {
  'login failed': plain(
    401,
    '用户名或密码不正确；请核对后重试。',
    'The login or the password is not right: check both and try again.',
  ),
  'too many logins': plain(
    429,
    '登录请求过多；请稍候几秒再试。',
    'Too many logins at the moment: try again in a few seconds.',
  ),
  'otp needed': plain(
    401,
    '还需要动态口令；请输入验证器显示的六位数字或恢复码，也可使用通行密钥登录。',
    'A one-time code is needed as well: give the six digits of your app or a recovery code, or use a passkey.',
  ),
  'otp wrong': plain(
    401,
    '动态口令不正确或已用过；请等验证器显示下一组数字后再试。',
    'The one-time code is not right or was used: wait for the next one in your app and try again.',
  ),
  'passkey refused': plain(
    401,
    '通行密钥未通过核验；请重试，或改用密码登录。',
    'The passkey was not accepted: try again, or sign in with your password.',
  ),
  'no passkeys here': plain(
    409,
    '此地址不能使用通行密钥；请用系统的正式地址（本机演示用 localhost）打开。',
    'Passkeys do not work at this address: open the system under its own name (localhost for a demo on this machine).',
  ),
  'step up needed': plain(
    403,
    '此操作须再次确认身份；请输入密码和动态口令，或使用通行密钥。',
    'Prove again who you are before this: give your password and code, or use a passkey.',
  ),
  'second factor needed': plain(
    403,
    '您的岗位要求双因素登录；请先在“我的账号”中设置动态口令或通行密钥。',
    'Your post asks for a second factor: set up one-time codes or a passkey in your account first.',
  ),
  'password must change': plain(
    403,
    '现用密码是他人代设的；请先在“我的账号”中修改密码。',
    'Your password was given by somebody else: change it in your account first.',
  ),
  'old password wrong': plain(
    422,
    '原密码不正确；请核对后重试。',
    'The old password is not right: check it and try again.',
  ),
  'password too short': plain(
    422,
    '新密码太短；请使用更长的密码，例如几个不相干的词。',
    'The new password is too short: take a longer one, a few unrelated words for instance.',
  ),
  'password too common': plain(
    422,
    '新密码是常见组合，容易被猜中；请换一个。',
    'The new password is put together from what everybody takes: choose another.',
  ),
  'code not right': plain(
    422,
    '动态口令不正确；请核对手机时间后输入当前的六位数字。',
    'The one-time code is not right: check the clock of your telephone and give the six digits it shows now.',
  ),
  'passkey not added': plain(
    422,
    '通行密钥未能添加；请重新操作，每人最多二十个。',
    'The passkey could not be added: begin anew, and note that twenty is the most.',
  ),
  'factor there already': plain(
    409,
    '已设置动态口令；如要更换请先移除。',
    'One-time codes are set up already: remove them first to change them.',
  ),
  'no such factor': plain(
    404,
    '没有这个登录方式；请刷新后查看。',
    'There is no such factor: load the page anew.',
  ),
  'no such session': plain(
    404,
    '没有这个会话，可能已经结束；请刷新后查看。',
    'There is no such session, it may have ended: load the page anew.',
  ),
  'factor required': plain(
    409,
    '您的岗位要求双因素登录；请先设置另一种方式，再移除这一种。',
    'Your post asks for a second factor: set up another one before you remove this.',
  ),
  'post may not': plain(
    403,
    '以您的岗位不能办理此事；请由安全管理员或审计员办理。',
    'Your post does not allow this: ask the security administrator or the auditor.',
  ),
  'own account': plain(
    403,
    '不能管理自己的账号；请由另一名安全管理员办理。',
    'Nobody manages their own account: ask another security administrator.',
  ),
  'no such account': plain(
    404,
    '没有这个账号；请从清单中选择。',
    'There is no such account: choose from the list.',
  ),
  'no such person': plain(
    422,
    '没有这名人员；请先由系统管理员登记人员。',
    'There is no such person: the system administrator enters persons first.',
  ),
  'account there already': plain(
    409,
    '此人已有账号，或者登录名已被使用；请核对。',
    'The person has an account, or somebody has the login: check both.',
  ),
  'subject there already': plain(
    409,
    '该外部身份已绑定他人；请先解除。',
    'This subject is bound to somebody already: unbind it first.',
  ),
  'oidc refused': plain(
    401,
    '统一身份认证未通过；请从登录页重新开始。',
    'The identity provider did not confirm it: begin again at the sign-in page.',
  ),
  'oidc away': plain(
    503,
    '统一身份认证服务暂时无法连接；请稍后再试，或用密码登录。',
    'The identity provider does not answer: try again later, or sign in with your password.',
  ),
  'oidc unknown': plain(
    403,
    '统一身份认证已通过，但该身份未绑定本系统人员；请联系安全管理员绑定。',
    'The identity provider knows you and this system does not: ask the security administrator to bind your account.',
  ),
} as const

export interface IdentityRefusal {
  readonly because: keyof typeof identityRefusals
}
