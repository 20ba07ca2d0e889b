// npm run schema:dump: writes src/store/schema.sql from a database in which all migrations were applied.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '#store/postgres/pool.ts'
import { dumpSchema } from '#store/postgres/schemaDump.ts'
import { freshDatabase } from '#test/support/database.ts'

await using database = await freshDatabase()
const client = await connect({ url: database.ownerUrl, name: 'dump-schema' })
writeFileSync(join(import.meta.dirname, '..', 'src', 'store', 'schema.sql'), await dumpSchema(client))
await client.end()
