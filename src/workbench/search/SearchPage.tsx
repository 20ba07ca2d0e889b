/** One search over everything that somebody reaches; what is asked stands in the address. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useLanguage } from '../language.ts'
import { usePageTitle } from '../shell/pageTitle.ts'
import { Problem, Reading } from '../shell/Reading.tsx'
import { Facets } from './Facets.tsx'
import { searchQuery, type FoundRecord } from './searched.ts'
import { useSearchWords } from './words.ts'

export function SearchPage() {
  const words = useSearchWords()
  useLanguage()
  usePageTitle(words.title)
  const asked = useSearch({ from: '/search' })
  const navigate = useNavigate()
  const answer = useInfiniteQuery(searchQuery(asked))
  const pages = answer.data?.pages ?? []
  const [first] = pages
  const items = pages.flatMap((page) => page.items)
  return (
    <>
      <div className="page-head">
        <h1>{words.title}</h1>
      </div>
      <Input.Search
        key={asked.q ?? ''}
        defaultValue={asked.q}
        aria-label={words.label}
        placeholder={words.label}
        enterButton={words.go}
        size="large"
        maxLength={200}
        autoFocus
        onSearch={(q) => void navigate({ to: '/search', search: q.trim() === '' ? {} : { q: q.trim() } })}
      />
      {first === undefined && !answer.isFetching && <p className="search-hint">{words.hint}</p>}
      {answer.isLoading && <Reading />}
      {answer.isError && <Problem error={answer.error} again={() => void answer.refetch()} />}
      {first !== undefined && (
        <>
          <p role="status" className="total">
            {first.found === 0 ? words.nothing : words.found(first.found, first.foundIsMore === true)}
            {first.foundIsMore === true && ` ${words.tooMany}`}
          </p>
          {first.elsewhere && (
            <p className="elsewhere">
              {words.elsewhere}{' '}
              <Link to="/new/$type/$action" params={{ type: 'inquiry', action: 'ask' }}>
                {words.ask}
              </Link>
            </p>
          )}
          <Facets facets={first.facets} asked={asked} />
          <ol className="found">
            {items.map((item) => (
              <Found key={item.id} item={item} />
            ))}
          </ol>
          {answer.hasNextPage && (
            <p className="more">
              <Button onClick={() => void answer.fetchNextPage()} disabled={answer.isFetchingNextPage}>
                {words.more}
              </Button>
            </p>
          )}
          <p className="search-hint">{words.kept}</p>
        </>
      )}
    </>
  )
}

function Found({ item }: { readonly item: FoundRecord }) {
  const words = useSearchWords()
  const { snippet } = item
  return (
    <li>
      <p>
        <Link to="/records/$type/$id" params={{ type: item.type, id: item.id }} className="found-title">
          {item.title}
        </Link>{' '}
        <span className="quiet">
          {item.typeLabel} · {item.title === item.number ? '' : `${item.number} · `}
          {item.stateLabel} · {words.ways[item.way]}
        </span>
      </p>
      {snippet !== undefined && (
        <p className="snippet">
          <span className="quiet">{snippet.label}</span> {snippet.before}
          <mark>{snippet.hit}</mark>
          {snippet.after}
        </p>
      )}
    </li>
  )
}
