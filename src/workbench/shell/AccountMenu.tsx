import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown } from 'antd'
import { useAccountWords } from '../account/words.ts'
import { ask } from '../doors/ask.ts'
import type { Session } from '../doors/shapes.ts'
import { forgetDrafts, sendDrafts } from '../forms/drafts.ts'
import { useSpoken } from '../language.ts'
import { THEMES, themeChosen } from '../theme.ts'
import { openedByKey } from '../keys/openedByKey.ts'
import { useWords } from '../words.ts'

export function AccountMenu({ session }: { readonly session: Session }) {
  const words = useWords()
  const own = useAccountWords()
  const spoken = useSpoken()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const chosen = themeChosen.use()
  const { person, tenures } = session

  async function signOut() {
    await sendDrafts()
    await ask('/api/session', { method: 'DELETE' })
    // Nothing of what one person saw or typed is there for the next.
    forgetDrafts()
    queries.clear()
    location.assign('/workbench/')
  }

  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          ...tenures.map(({ id, postName, unitName, standsInFor }) => ({
            key: id,
            disabled: true,
            label: `${spoken(unitName)} ${spoken(postName)}${standsInFor === undefined ? '' : ` (${words.standsInFor(standsInFor.name)})`}`,
          })),
          { type: 'divider' as const },
          { key: 'account', label: words.account },
          // The doors behind it ask for the post as well.
          ...(tenures.some(({ post }) => post === 'securityAdministrator')
            ? [{ key: 'accounts', label: own.admin.title }]
            : []),
          {
            key: 'theme',
            label: words.theme,
            children: THEMES.map((theme) => ({
              key: `theme ${theme}`,
              label: `${theme === chosen ? '✓ ' : ''}${words.themes[theme]}`,
            })),
          },
          { key: 'keys', label: words.keys.title },
          { key: 'out', label: words.signOut },
        ],
        onClick: ({ key }) => {
          if (key === 'account') void navigate({ to: '/account' })
          if (key === 'accounts') void navigate({ to: '/accounts' })
          if (key === 'keys') openedByKey.set('keys')
          const theme = THEMES.find((one) => key === `theme ${one}`)
          if (theme !== undefined) themeChosen.set(theme)
          if (key === 'out') void signOut()
        },
      }}
    >
      <Button type="text" className="account" aria-label={words.accountOf(person.name)} aria-haspopup="menu">
        {person.name}
        <span className="account-post">{tenures[0] === undefined ? '' : spoken(tenures[0].postName)}</span>
      </Button>
    </Dropdown>
  )
}
