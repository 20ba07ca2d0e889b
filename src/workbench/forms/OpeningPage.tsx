/** A form that opens a record. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { recordQuery, typesQuery } from '../doors/queries.ts'
import { useSpoken } from '../language.ts'
import { notice } from '../shell/Notice.tsx'
import { usePageTitle } from '../shell/pageTitle.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import { useWords } from '../words.ts'
import { ActionForm } from './ActionForm.tsx'
import { namesFrom, valuesFrom } from './fromRecord.ts'

export function OpeningPage() {
  const words = useWords()
  const spoken = useSpoken()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { type: typeName, action: actionName } = useParams({ from: '/new/$type/$action' })
  const { about = '' } = useSearch({ from: '/new/$type/$action' })
  const [fromType = '', fromId = ''] = about.split('/')
  const types = useQuery(typesQuery)
  const from = useQuery({ ...recordQuery({ type: fromType, id: fromId }), enabled: fromId !== '' })
  const type = types.data?.find(({ name }) => name === typeName)
  const action = type?.actions.find(({ name }) => name === actionName)
  usePageTitle(type && action && `${spoken(action.label)} · ${spoken(type.label)}`)
  if (types.isPending || from.isLoading) return <Reading />
  if (type === undefined || action === undefined)
    return <Problem error={types.error ?? new Error(words.record.notReached)} />
  return (
    <div className="opening">
      <h1>{spoken(type.label)}</h1>
      <ActionForm
        key={`${typeName} ${actionName} ${about}`}
        type={type}
        action={action}
        input={action.input}
        {...(from.data === undefined
          ? {}
          : {
              about: {
                type: from.data.type,
                id: from.data.id,
                values: valuesFrom(type, action, from.data),
                names: namesFrom(from.data),
              },
            })}
        cancel={() => history.back()}
        done={({ id, number, inReach }) => {
          void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'types' })
          const says = `${words.form.done(spoken(action.label))} ${number}`
          void (
            inReach === false
              ? navigate({ to: '/' })
              : navigate({ to: '/records/$type/$id', params: { type: typeName, id } })
          ).then(() => notice.set(inReach === false ? `${says} ${words.record.leftReach(number)}` : says))
        }}
      />
    </div>
  )
}
