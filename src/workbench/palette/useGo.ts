import { useNavigate } from '@tanstack/react-router'
import type { Target } from './target.ts'

/** Goes where a target leads. */
export function useGo(): (target: Target) => void {
  const navigate = useNavigate()
  return (target) => {
    switch (target.to) {
      case 'home':
        return void navigate({ to: '/' })
      case 'list':
        return void navigate({
          to: '/records/$type',
          params: { type: target.type },
          search: target.view === undefined ? {} : { view: target.view },
        })
      case 'page':
        return void navigate({ to: '/pages/$page', params: { page: target.page } })
      case 'opening':
        return void navigate({
          to: '/new/$type/$action',
          params: { type: target.type, action: target.action },
        })
      case 'action':
        return void navigate({
          to: '/records/$type/$id',
          params: { type: target.type, id: target.id },
          search: { act: target.action },
        })
      case 'record':
        return void navigate({ to: '/records/$type/$id', params: { type: target.type, id: target.id } })
    }
  }
}
