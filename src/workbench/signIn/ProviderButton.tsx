/** Signing in through the identity provider, where there is one, and what it said when it sent somebody back. */
import { pageSays } from '../pageSays.ts'
import { Alert, Button } from 'antd'
import { useAccountWords } from '../account/words.ts'

const isThere = pageSays('oidc') === 'yes'

export function ProviderButton() {
  const own = useAccountWords()
  if (!isThere) return null
  const because = new URLSearchParams(location.search).get('refused')
  const says = new Map<string, string>(Object.entries(own.oidcRefused)).get(because ?? '')
  return (
    <div className="sign-in-form">
      <div role="alert">{says !== undefined && <Alert type="error" showIcon title={says} role="none" />}</div>
      <Button size="large" href="/api/session/oidc">
        {own.oidcSignIn}
      </Button>
    </div>
  )
}
