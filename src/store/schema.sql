-- Drawn from the database after all migrations by "npm run schema:dump". Never edited.

create table zs.account (
  person uuid not null,
  login text not null,
  password text not null,
  created timestamp with time zone not null,
  id uuid not null default gen_random_uuid(),
  must_change boolean not null default false,
  disabled timestamp with time zone,
  password_since timestamp with time zone,
  constraint account_pkey PRIMARY KEY (person),
  constraint account_id_key UNIQUE (id),
  constraint account_login_key UNIQUE (login)
);
comment on table zs.account is 'Argon2id hashes of passwords. What happens to an account is noted in the log of looks under its id.';
comment on column zs.account.must_change is 'The password was given by somebody else: nothing else can be done before it is changed.';

create table zs.band (
  band integer not null,
  record uuid not null,
  constraint band_pkey PRIMARY KEY (band, record)
);
alter table zs.band enable row level security;
comment on table zs.band is 'Which texts share a MinHash band: candidates for being alike.';

create table zs.checkpoint (
  log text not null,
  size bigint not null,
  at timestamp with time zone not null,
  note text not null,
  constraint checkpoint_pkey PRIMARY KEY (log, size)
);
comment on table zs.checkpoint is 'Signed checkpoints as they were published; a later one may carry more cosignatures.';

create table zs.circle (
  id uuid not null,
  keys text[] not null,
  constraint circle_pkey PRIMARY KEY (id)
);
CREATE INDEX circle_by_key ON zs.circle USING gin (keys);
alter table zs.circle enable row level security;
comment on table zs.circle is 'Keys of reach that open records together, those of persons aside; the id is their hash, so that a row cannot say anything else.';

create table zs.clock (
  record uuid not null,
  name text not null,
  type text not null,
  run integer not null,
  state text not null,
  started_at timestamp with time zone not null,
  due timestamp with time zone,
  provisional boolean not null,
  next_rung_at timestamp with time zone,
  constraint clock_pkey PRIMARY KEY (record, name)
);
CREATE INDEX clock_by_rung ON zs.clock USING btree (next_rung_at) WHERE (next_rung_at IS NOT NULL);
CREATE INDEX clock_ending ON zs.clock USING btree (type, name, due, record) WHERE (state = 'running'::text);
CREATE INDEX clock_open ON zs.clock USING btree (type, state) WHERE (state = ANY (ARRAY['running'::text, 'suspended'::text]));
alter table zs.clock enable row level security;
create policy reached on zs.clock as permissive for select to zs_app using (zs.reaches(record));
comment on table zs.clock is 'The present run of each deadline, derived from its ledger; computed anew when a calendar changes.';

create table zs.clock_moved (
  record uuid not null,
  name text not null,
  run integer not null,
  at timestamp with time zone not null,
  because text not null,
  due_before timestamp with time zone,
  due_after timestamp with time zone,
  constraint clock_moved_pkey PRIMARY KEY (record, name, run, at)
);
alter table zs.clock_moved enable row level security;
create policy reached on zs.clock_moved as permissive for select to zs_app using (zs.reaches(record));
comment on table zs.clock_moved is 'Which end of which clock moved, and what for: the numbers of the rule sets (制度〔…〕…号), or the program, type and digest.';

create table zs.counted (
  record uuid not null,
  circle uuid not null,
  opened_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  due timestamp with time zone,
  opened_on date not null generated always as (((opened_at AT TIME ZONE 'Asia/Shanghai'::text))::date) stored,
  agrees boolean,
  type text not null,
  state text not null,
  source text,
  county text,
  unit text,
  outcome text,
  rungs text[],
  earlier text[],
  satisfaction text,
  constraint counted_pkey PRIMARY KEY (record)
);
CREATE INDEX counted_by_circle ON zs.counted USING btree (circle);
alter table zs.counted enable row level security;
comment on table zs.counted is 'What the board counts of each record as it stands: follows from zs.record and zs.reach, written with them.';
comment on column zs.counted.earlier is 'What a clerk judged earlier reports to be, each once; null where nothing was reported before.';
comment on column zs.counted.satisfaction is 'What the reporter said on the last return visit.';

create table zs.counter (
  series text not null,
  year integer not null,
  last integer not null,
  constraint counter_pkey PRIMARY KEY (series, year)
);
comment on table zs.counter is 'Register numbers without gaps: taken in the transaction that uses them.';

create table zs.draft (
  owner text not null,
  key bytea not null,
  body bytea not null,
  at timestamp with time zone not null,
  constraint draft_pkey PRIMARY KEY (owner, key),
  constraint draft_body_check CHECK ((length(body) <= 300000)),
  constraint draft_key_check CHECK ((length(key) = 32)),
  constraint draft_owner_check CHECK ((owner ~ '^person/'::text))
);
CREATE INDEX draft_by_age ON zs.draft USING btree (at);
alter table zs.draft enable row level security;
create policy own on zs.draft as permissive for all to zs_app using ((owner = ANY (string_to_array(current_setting('zs.owners'::text, true), '
'::text)))) with check ((owner = ANY (string_to_array(current_setting('zs.owners'::text, true), '
'::text))));
comment on table zs.draft is 'Forms that were begun: key is a keyed hash of the form (type, action, record), body is closed under a key of its owner.';

create table zs.edge (
  record uuid not null,
  nth integer not null,
  a text not null,
  b text not null,
  a_label text,
  b_label text,
  relation text not null,
  "as" text,
  field text not null,
  seen_by text[] not null,
  needs uuid[] not null,
  since date not null,
  until date,
  constraint edge_pkey PRIMARY KEY (record, nth)
);
CREATE INDEX edge_by_a ON zs.edge USING btree (a, since DESC);
CREATE INDEX edge_by_b ON zs.edge USING btree (b, since DESC);
alter table zs.edge enable row level security;
create policy seen on zs.edge as permissive for select to zs_app using (zs.sees_edge(record, seen_by, needs));
comment on table zs.edge is 'Lines of the graph, derived from records right behind their entries (store/graph). Nodes are kinds with ids or keyed hashes.';

create table zs.entry (
  record uuid not null,
  seq integer not null,
  id uuid not null,
  type text not null,
  at timestamp with time zone not null,
  bytes bytea not null,
  salt bytea not null,
  "position" bigint not null generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  constraint entry_pkey PRIMARY KEY (record, seq),
  constraint entry_salt_check CHECK ((length(salt) = 16)),
  constraint entry_seq_check CHECK ((seq > 0))
);
CREATE INDEX entry_order ON zs.entry USING btree (xid, "position");
alter table zs.entry enable row level security;
create policy reached on zs.entry as permissive for select to zs_app using (zs.reaches(record));
comment on table zs.entry is 'What was done, as canonical bytes (docs/journal-format.md). Inserted, never changed.';

create table zs.file (
  digest text not null,
  size bigint not null,
  type text not null,
  name text not null,
  stored_at timestamp with time zone not null,
  by_key text not null,
  constraint file_pkey PRIMARY KEY (digest, by_key),
  constraint file_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text))
);
comment on table zs.file is 'Files in the evidence store by SHA-256; by_key is who uploaded it, who alone may use it until a record holds it.';

create table zs.file_key (
  digest text not null,
  wrapped bytea not null,
  made_at timestamp with time zone not null,
  constraint file_key_pkey PRIMARY KEY (digest),
  constraint file_key_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text))
);
comment on table zs.file_key is 'The key under which a file is sealed, wrapped. Destroying it erases every copy of the file.';

create table zs.idempotency (
  actor text not null,
  key text not null,
  asked bytea not null,
  record uuid not null,
  seq integer not null,
  answer jsonb not null,
  at timestamp with time zone not null,
  constraint idempotency_pkey PRIMARY KEY (actor, key)
);
comment on table zs.idempotency is 'A repeated request with the same key makes one entry and gets the same answer.';

create table zs.link (
  record uuid not null,
  link text not null,
  to_type text not null,
  to_record uuid not null,
  constraint link_pkey PRIMARY KEY (record, link, to_record)
);
CREATE INDEX link_by_target ON zs.link USING btree (to_record);
alter table zs.link enable row level security;
create policy reached on zs.link as permissive for select to zs_app using (zs.reaches(record));
comment on table zs.link is 'Records that refer to records; read from both sides.';

create table zs.log (
  name text not null,
  cluster text not null,
  xid xid8 not null default '0'::xid8,
  "position" bigint not null default 0,
  floor bigint not null default 0,
  refilled bigint not null default 0,
  size bigint not null default 0,
  frontier bytea[] not null default '{}'::bytea[],
  constraint log_pkey PRIMARY KEY (name)
);
comment on table zs.log is 'How far each log has been integrated: the cursor and the compact range of its tree.';
comment on column zs.log.cluster is 'System identifier of the server whose transaction ids the cursor counts: another one means a restore.';
comment on column zs.log.floor is 'Positions up to here were numbered before a restore: found by "no leaf yet", not by the cursor.';
comment on column zs.log.refilled is 'How far the search for entries without a leaf has come after a restore; done when it is the floor.';

create table zs.log_leaf (
  log text not null,
  idx bigint not null,
  record uuid not null,
  seq integer not null,
  constraint log_leaf_pkey PRIMARY KEY (log, idx)
);
CREATE UNIQUE INDEX log_leaf_by_entry ON zs.log_leaf USING btree (log, record, seq);
alter table zs.log_leaf enable row level security;
create policy reached on zs.log_leaf as permissive for select to zs_app using (((log = 'journal'::text) AND zs.reaches(record)));
comment on table zs.log_leaf is 'The place of each entry in its log. For looks, record is the look and seq is 0.';

create table zs.log_tile (
  log text not null,
  level integer not null,
  n bigint not null,
  data bytea not null,
  constraint log_tile_pkey PRIMARY KEY (log, level, n)
);
comment on table zs.log_tile is 'Merkle tiles after C2SP tlog-tiles: concatenated 32-byte hashes; level -1 holds the committed leaves of bundles.';

create table zs.look (
  id uuid not null,
  at timestamp with time zone not null,
  person uuid not null,
  record uuid not null,
  bytes bytea not null,
  salt bytea not null,
  "position" bigint not null generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  constraint look_pkey PRIMARY KEY (id),
  constraint look_salt_check CHECK ((length(salt) = 16))
);
CREATE INDEX look_by_record ON zs.look USING btree (record, at);
CREATE INDEX look_order ON zs.look USING btree (xid, "position");
alter table zs.look enable row level security;
create policy looked_at on zs.look as permissive for select to zs_app using (zs.reaches(record));
comment on table zs.look is 'Who looked at which protected record, when and how: a journal of its own.';

create table zs.mark (
  mark text not null,
  record uuid not null,
  constraint mark_pkey PRIMARY KEY (mark, record)
);
CREATE INDEX mark_by_record ON zs.mark USING btree (record);
alter table zs.mark enable row level security;
comment on table zs.mark is 'Keyed hashes of identifiers (i:), names (n:), reporters (r:) and whole texts (t:): equal marks may mean the same person, thing or report.';

create table zs.migration (
  number integer not null,
  name text not null,
  digest text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (number)
);
comment on table zs.migration is 'Which numbered SQL files made this schema';

create table zs.named (
  record uuid not null,
  key text not null,
  constraint named_pkey PRIMARY KEY (record, key)
);
CREATE INDEX named_by_key ON zs.named USING btree (key, record);
alter table zs.named enable row level security;
create policy reached on zs.named as permissive for select to zs_app using (zs.reaches(record));
comment on table zs.named is 'Whom a record names: they and theirs never reach it (kernel/access/exclusion.ts).';

create table zs.notice_address (
  person uuid not null,
  channel text not null,
  address bytea not null,
  salt text not null,
  code bytea,
  tries integer not null default 0,
  asked timestamp with time zone not null,
  confirmed timestamp with time zone,
  constraint notice_address_pkey PRIMARY KEY (person, channel),
  constraint notice_address_channel_check CHECK ((channel = ANY (ARRAY['mail'::text, 'webhook'::text])))
);
comment on table zs.notice_address is 'Where somebody is told, closed under the master key; used only once its code was typed in (a keyed hash until then).';

create table zs.notice_delivery (
  id uuid not null,
  person uuid not null,
  channel text not null,
  occasion text not null,
  body jsonb not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  next_at timestamp with time zone not null,
  made timestamp with time zone not null,
  ended timestamp with time zone,
  constraint notice_delivery_pkey PRIMARY KEY (id),
  constraint notice_delivery_person_channel_occasion_key UNIQUE (person, channel, occasion),
  constraint notice_delivery_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'given up'::text, 'dropped'::text])))
);
CREATE INDEX notice_delivery_waiting ON zs.notice_delivery USING btree (next_at) WHERE (state = 'waiting'::text);
comment on table zs.notice_delivery is 'What goes out by mail or webhook, once a person, channel and occasion. The body holds counts and nothing of any record.';

create table zs.notice_read (
  owner text not null,
  notice bytea not null,
  at timestamp with time zone not null,
  constraint notice_read_pkey PRIMARY KEY (owner, notice),
  constraint notice_read_notice_check CHECK ((length(notice) = 32)),
  constraint notice_read_owner_check CHECK ((owner ~ '^person/'::text))
);
CREATE INDEX notice_read_by_age ON zs.notice_read USING btree (at);
alter table zs.notice_read enable row level security;
create policy own on zs.notice_read as permissive for all to zs_app using ((owner = ANY (string_to_array(current_setting('zs.owners'::text, true), '
'::text)))) with check ((owner = ANY (string_to_array(current_setting('zs.owners'::text, true), '
'::text))));
comment on table zs.notice_read is 'Which notices somebody has read, by keyed hash: of what record and kind cannot be told from it.';

create table zs.notice_setting (
  person uuid not null,
  wishes jsonb not null,
  changed timestamp with time zone not null,
  constraint notice_setting_pkey PRIMARY KEY (person)
);
comment on table zs.notice_setting is 'What somebody is told and when: kinds, hour of the digest, quiet hours, language. Without a row the defaults hold.';

create table zs.oidc_subject (
  issuer text not null,
  subject text not null,
  person uuid not null,
  created timestamp with time zone not null,
  constraint oidc_subject_pkey PRIMARY KEY (issuer, subject)
);
CREATE INDEX oidc_subject_by_person ON zs.oidc_subject USING btree (person);
comment on table zs.oidc_subject is 'Which person a subject of an identity provider is. An unknown subject is nobody.';

create table zs.paper (
  unit text not null,
  kind text not null,
  year integer not null,
  nth integer not null,
  number text not null,
  record uuid not null,
  seq integer not null,
  type text not null,
  document text not null,
  issued_at timestamp with time zone not null,
  cancelled_seq integer,
  constraint paper_pkey PRIMARY KEY (unit, kind, year, nth),
  constraint paper_nth_check CHECK ((nth > 0))
);
CREATE INDEX paper_by_record ON zs.paper USING btree (record);
CREATE INDEX paper_in_order ON zs.paper USING btree (((- year)), unit, kind, ((- nth)));
alter table zs.paper enable row level security;
create policy reached on zs.paper as permissive for select to zs_app using (zs.reaches(record));
comment on table zs.paper is 'The register of issued papers: one series for each unit, kind and year, without gaps.';

create table zs.passkey (
  id text not null,
  person uuid not null,
  name text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  created timestamp with time zone not null,
  used timestamp with time zone,
  constraint passkey_pkey PRIMARY KEY (id)
);
CREATE INDEX passkey_by_person ON zs.passkey USING btree (person);
comment on table zs.passkey is 'Public halves of passkeys (WebAuthn), and the counter by which a copied one is noticed.';

create table zs.projected (
  type text not null,
  digest text,
  toward text,
  up_to uuid,
  at timestamp with time zone not null,
  constraint projected_pkey PRIMARY KEY (type)
);
comment on table zs.projected is 'By which declaration all rows of a type were projected (its digest); while they are projected anew: toward which, and up to which record.';

create table zs.query_code (
  hash bytea not null,
  record uuid not null,
  seal bytea,
  constraint query_code_pkey PRIMARY KEY (hash)
);
comment on table zs.query_code is 'Keyed hashes of the codes by which reporters ask; the codes themselves are nowhere.';
comment on column zs.query_code.seal is 'What the master key makes of record and hash; null where the house was not opened since there are seals.';

create table zs.reach (
  record uuid not null,
  key text not null,
  role text not null,
  reason jsonb not null,
  state text not null,
  opened_at timestamp with time zone not null,
  constraint reach_pkey PRIMARY KEY (record, key) INCLUDE (role)
);
CREATE INDEX reach_in_order ON zs.reach USING btree (key, state, opened_at DESC, record) INCLUDE (role);
alter table zs.reach enable row level security;
create policy reached on zs.reach as permissive for select to zs_app using (zs.reaches(record));
comment on table zs.reach is 'Which keys open a record, in which role, and why (kernel/access/reach.ts); with its state and opening, by which lists are read.';

create table zs.reach_basis (
  single boolean not null default true,
  mark text not null,
  applied timestamp with time zone not null,
  settled timestamp with time zone,
  constraint reach_basis_pkey PRIMARY KEY (single),
  constraint reach_basis_single_check CHECK (single)
);
comment on table zs.reach_basis is 'The lines of units (their digest) that all rows of reach were computed by; settled when nobody can still write by those before.';

create table zs.reach_moved (
  record uuid not null,
  at timestamp with time zone not null,
  because text not null,
  added text[] not null,
  removed text[] not null,
  constraint reach_moved_pkey PRIMARY KEY (record, at)
);
alter table zs.reach_moved enable row level security;
create policy reached on zs.reach_moved as permissive for select to zs_app using (zs.reaches(record));
comment on table zs.reach_moved is 'Which keys opened or no longer open a record since, and what for: the numbers of the rule sets, or the program, type and digest.';

create table zs.record (
  id uuid not null,
  type text not null,
  number text not null,
  state text not null,
  version integer not null,
  closed boolean not null,
  outcome text,
  title text not null,
  due timestamp with time zone,
  opened_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  fields jsonb not null,
  constraint record_pkey PRIMARY KEY (id) INCLUDE (type, state, due, opened_at, changed_at)
);
CREATE INDEX record_by_change ON zs.record USING btree (type, changed_at DESC, id);
CREATE INDEX record_by_due ON zs.record USING btree (type, due, id) WHERE (due IS NOT NULL);
CREATE INDEX record_by_number ON zs.record USING btree (number);
CREATE INDEX record_by_opening ON zs.record USING btree (type, opened_at DESC, id);
CREATE INDEX record_by_receiver ON zs.record USING btree (((fields ->> 'to'::text)), type, state, opened_at DESC, id) WHERE ((fields ->> 'to'::text) IS NOT NULL);
CREATE INDEX record_by_registry ON zs.record USING btree (((fields ->> 'registry'::text)), type, state, opened_at DESC, id) WHERE ((fields ->> 'registry'::text) IS NOT NULL);
CREATE INDEX record_by_state ON zs.record USING btree (type, state, opened_at DESC, id);
CREATE INDEX record_by_verifying_unit ON zs.record USING btree (((fields ->> 'verifyingUnit'::text)), type, state, opened_at DESC, id) WHERE ((fields ->> 'verifyingUnit'::text) IS NOT NULL);
CREATE STATISTICS zs.record_receiver ON (fields ->> 'to'::text) FROM zs.record;
CREATE STATISTICS zs.record_registry ON (fields ->> 'registry'::text) FROM zs.record;
CREATE STATISTICS zs.record_verifying_unit ON (fields ->> 'verifyingUnit'::text) FROM zs.record;
alter table zs.record enable row level security;
create policy reached on zs.record as permissive for select to zs_app using (zs.reaches(id));
comment on table zs.record is 'How each record stands: the fold of its entries, for lists and search.';

create table zs.record_file (
  record uuid not null,
  digest text not null,
  name text not null,
  type text not null,
  constraint record_file_pkey PRIMARY KEY (record, digest)
);
CREATE INDEX record_file_by_digest ON zs.record_file USING btree (digest);
alter table zs.record_file enable row level security;
create policy reached on zs.record_file as permissive for select to zs_app using (zs.reaches(record));
comment on table zs.record_file is 'Which record holds which file, under which name.';

create table zs.record_key (
  record uuid not null,
  wrapped bytea not null,
  constraint record_key_pkey PRIMARY KEY (record)
);
alter table zs.record_key enable row level security;
create policy reached on zs.record_key as permissive for select to zs_app using (zs.reaches(record));
comment on table zs.record_key is 'The key of the personal values of a record, wrapped. Destroying it erases them; every proof still holds.';

create table zs.recovery_code (
  person uuid not null,
  hash bytea not null,
  used timestamp with time zone,
  constraint recovery_code_pkey PRIMARY KEY (person, hash)
);
comment on table zs.recovery_code is 'Keyed hashes of codes for whoever lost their factor; each works once.';

create table zs.register (
  number text not null,
  record uuid not null,
  constraint register_pkey PRIMARY KEY (number)
);
comment on table zs.register is 'Every register number ever given, once.';

create table zs.rule_applied (
  rule_set uuid not null,
  applied timestamp with time zone not null,
  settled timestamp with time zone,
  constraint rule_applied_pkey PRIMARY KEY (rule_set)
);
comment on table zs.rule_applied is 'Rule sets whose clocks were computed anew; settled when nobody can still write by the rules before.';

create table zs.saved_view (
  id uuid not null,
  owner text not null,
  type text not null,
  name text not null,
  search jsonb not null,
  by uuid not null,
  at timestamp with time zone not null,
  constraint saved_view_pkey PRIMARY KEY (id),
  constraint saved_view_owner_type_name_key UNIQUE (owner, type, name),
  constraint saved_view_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint saved_view_owner_check CHECK ((owner ~ '^(person|post)/'::text))
);
alter table zs.saved_view enable row level security;
create policy own on zs.saved_view as permissive for all to zs_app using ((owner = ANY (string_to_array(current_setting('zs.owners'::text, true), '
'::text)))) with check ((owner = ANY (string_to_array(current_setting('zs.owners'::text, true), '
'::text))));
comment on table zs.saved_view is 'Named lists: owner is person/<id> or post/<unit>/<post>; search is the question as it stands in the address.';

create table zs.search_key (
  record uuid not null,
  part smallint not null,
  key text not null,
  type text not null,
  constraint search_key_pkey PRIMARY KEY (record, part, key)
);
CREATE INDEX search_key_by_key ON zs.search_key USING btree (key text_pattern_ops);
alter table zs.search_key enable row level security;
comment on table zs.search_key is 'Numbers as keyed hashes (i:), names by characters (v:, a:), by sound (y:) and by initials (l:), in parts by who sees them.';

create table zs.search_text (
  record uuid not null,
  part smallint not null,
  type text not null,
  seen_by text[] not null,
  words text not null,
  grams integer[] not null,
  constraint search_text_pkey PRIMARY KEY (record, part)
);
CREATE INDEX search_text_grams ON zs.search_text USING gin (grams) WITH (fastupdate='on', gin_pending_list_limit='1024');
alter table zs.search_text enable row level security;
comment on table zs.search_text is 'The folded words of a record, in parts by who sees them: nobody finds a record by words they may not read.';

create table zs.session (
  token bytea not null,
  person uuid not null,
  began timestamp with time zone not null,
  ends timestamp with time zone not null,
  id uuid not null default gen_random_uuid(),
  used timestamp with time zone not null,
  proved timestamp with time zone not null,
  by text not null,
  browser text not null,
  constraint session_pkey PRIMARY KEY (token),
  constraint session_id_key UNIQUE (id)
);
CREATE INDEX session_by_person ON zs.session USING btree (person);
comment on table zs.session is 'Sessions by the keyed hash of their token.';
comment on column zs.session.proved is 'When the person last proved who they are: at sign-in or by a step-up.';
comment on column zs.session.browser is 'A coarse kind of browser by which its holder tells it from others; only its holder sees it.';

create table zs.setting (
  name text not null,
  value jsonb not null,
  constraint setting_pkey PRIMARY KEY (name)
);
comment on table zs.setting is 'What the installation is: its log key''s public half, whether it is a demo.';

create table zs.signature (
  record uuid not null,
  bands integer[] not null,
  constraint signature_pkey PRIMARY KEY (record)
);
alter table zs.signature enable row level security;
comment on table zs.signature is 'MinHash bands of the text of a record (kernel/similarity), to take them out of zs.band again.';

create table zs.stood (
  record uuid not null,
  seq integer not null,
  at timestamp with time zone not null,
  agrees boolean,
  state text not null,
  county text,
  unit text,
  outcome text,
  constraint stood_pkey PRIMARY KEY (record, seq)
);
alter table zs.stood enable row level security;
comment on table zs.stood is 'How a record stood from an entry on, as far as the board counts it, where the entry changed that: a past day is read from here.';

create table zs.to_erase (
  digest text not null,
  constraint to_erase_pkey PRIMARY KEY (digest)
);
comment on table zs.to_erase is 'Files that no record holds any more and that the evidence store still has to let go of (server/jobs/eraseFiles.ts).';

create table zs.to_index (
  record uuid not null,
  seq integer not null,
  constraint to_index_pkey PRIMARY KEY (record, seq)
);
comment on table zs.to_index is 'Records whose search rows are behind their entries.';

create table zs.totp (
  person uuid not null,
  secret bytea not null,
  created timestamp with time zone not null,
  confirmed timestamp with time zone,
  last_step bigint not null default 0,
  constraint totp_pkey PRIMARY KEY (person)
);
comment on table zs.totp is 'Secrets of one-time codes (RFC 6238), closed under the master key; the last time step used, so that a code works once.';

create table zs.used_challenge (
  challenge bytea not null,
  ends timestamp with time zone not null,
  constraint used_challenge_pkey PRIMARY KEY (challenge)
);
comment on table zs.used_challenge is 'Challenges that were answered, until they end by themselves: none is answered twice.';

create table zs.work (
  record uuid not null,
  key text not null,
  type text not null,
  due timestamp with time zone,
  constraint work_pkey PRIMARY KEY (record, key)
);
CREATE INDEX work_by_key ON zs.work USING btree (key, type, due, record);
CREATE INDEX work_by_person ON zs.work USING btree (split_part(key, '/'::text, 3), record) WHERE (key ~~ 'person/%'::text);
alter table zs.work enable row level security;
create policy reached on zs.work as permissive for select to zs_app using (zs.reaches(record));
comment on table zs.work is 'Whose move it is: the keys of those who owe the next step.';

CREATE OR REPLACE FUNCTION zs.append(entries jsonb, entry_bytes bytea[], entry_salts bytea[], rows jsonb, asks jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare
  touched integer;
  changed uuid[];
begin
  insert into zs.entry (record, seq, id, type, at, bytes, salt)
  select (e ->> 'record')::uuid, (e ->> 'seq')::integer, (e ->> 'id')::uuid, e ->> 'type', (e ->> 'at')::timestamptz, b, s
  from rows from (jsonb_array_elements(entries), unnest(entry_bytes), unnest(entry_salts)) as t(e, b, s);

  insert into zs.record (id, type, number, state, version, closed, outcome, title, due, opened_at, changed_at, fields)
  select (r ->> 'record')::uuid, r ->> 'type', r ->> 'number', r ->> 'state', (r ->> 'version')::integer,
         (r ->> 'closed')::boolean, r ->> 'outcome', r ->> 'title', (r ->> 'due')::timestamptz,
         (r ->> 'openedAt')::timestamptz, (r ->> 'changedAt')::timestamptz, r -> 'fields'
  from jsonb_array_elements(rows) r where (r ->> 'before')::integer = 0;
  get diagnostics touched = row_count;

  if touched < jsonb_array_length(rows) then
    update zs.record o set state = r ->> 'state', version = (r ->> 'version')::integer, closed = (r ->> 'closed')::boolean,
      outcome = r ->> 'outcome', title = r ->> 'title', due = (r ->> 'due')::timestamptz,
      changed_at = (r ->> 'changedAt')::timestamptz, fields = r -> 'fields'
    from jsonb_array_elements(rows) r
    where (r ->> 'before')::integer > 0 and o.id = (r ->> 'record')::uuid and o.version = (r ->> 'before')::integer;
    declare updated integer;
    begin
      get diagnostics updated = row_count;
      if touched + updated < jsonb_array_length(rows) then
        raise serialization_failure using message = 'zs: somebody else was first';
      end if;
    end;
    changed := array(select (r ->> 'record')::uuid from jsonb_array_elements(rows) r where (r ->> 'before')::integer > 0);
    -- What is no longer so, and everything when the state moved: written anew below, without the price of a conflict.
    delete from zs.reach o using jsonb_array_elements(rows) r
    where o.record = any (changed) and o.record = (r ->> 'record')::uuid
      and (o.state <> r ->> 'state' or not exists (
        select from jsonb_array_elements(r -> 'reach') x where x ->> 'key' = o.key and x ->> 'role' = o.role and x -> 'reason' = o.reason));
    delete from zs.named o using jsonb_array_elements(rows) r
    where o.record = any (changed) and o.record = (r ->> 'record')::uuid and not (r -> 'named') ? o.key;
    delete from zs.work o using jsonb_array_elements(rows) r
    where o.record = any (changed) and o.record = (r ->> 'record')::uuid
      and (not (r -> 'work') ? o.key or o.due is distinct from (r ->> 'due')::timestamptz);
    delete from zs.link o using jsonb_array_elements(rows) r
    where o.record = any (changed) and o.record = (r ->> 'record')::uuid
      and not exists (select from jsonb_array_elements(r -> 'links') x
                      where x ->> 'link' = o.link and (x ->> 'id')::uuid = o.to_record);
  end if;

  insert into zs.register (number, record)
  select r ->> 'number', (r ->> 'record')::uuid from jsonb_array_elements(rows) r where (r ->> 'before')::integer = 0;
  insert into zs.reach (record, key, role, reason, state, opened_at)
  select (r ->> 'record')::uuid, x ->> 'key', x ->> 'role', x -> 'reason', r ->> 'state', (r ->> 'openedAt')::timestamptz
  from jsonb_array_elements(rows) r, jsonb_array_elements(r -> 'reach') x
  on conflict (record, key) do nothing;
  insert into zs.named (record, key)
  select (r ->> 'record')::uuid, x from jsonb_array_elements(rows) r, jsonb_array_elements_text(r -> 'named') x
  on conflict do nothing;
  insert into zs.work (record, key, type, due)
  select (r ->> 'record')::uuid, x, r ->> 'type', (r ->> 'due')::timestamptz
  from jsonb_array_elements(rows) r, jsonb_array_elements_text(r -> 'work') x
  on conflict do nothing;
  insert into zs.clock (record, name, type, run, state, started_at, due, provisional, next_rung_at)
  select (r ->> 'record')::uuid, c.name, r ->> 'type', c.run, c.state, c."startedAt", c.due, c.provisional, c."nextRungAt"
  from jsonb_array_elements(rows) r,
       jsonb_to_recordset(r -> 'clocks') as c(name text, run integer, state text, "startedAt" timestamptz,
                                            due timestamptz, provisional boolean, "nextRungAt" timestamptz)
  where not exists (select from zs.clock o where o.record = (r ->> 'record')::uuid and o.name = c.name
                      and (o.run, o.state, o.started_at, o.provisional) = (c.run, c.state, c."startedAt", c.provisional)
                      and (o.due, o.next_rung_at) is not distinct from (c.due, c."nextRungAt"))
  on conflict (record, name) do update set run = excluded.run, state = excluded.state, started_at = excluded.started_at,
    due = excluded.due, provisional = excluded.provisional, next_rung_at = excluded.next_rung_at;
  insert into zs.link (record, link, to_type, to_record)
  select (r ->> 'record')::uuid, x ->> 'link', x ->> 'type', (x ->> 'id')::uuid
  from jsonb_array_elements(rows) r, jsonb_array_elements(r -> 'links') x on conflict do nothing;
  insert into zs.record_file (record, digest, name, type)
  select (r ->> 'record')::uuid, x ->> 'digest', x ->> 'name', x ->> 'type'
  from jsonb_array_elements(rows) r, jsonb_array_elements(r -> 'files') x on conflict do nothing;
  insert into zs.record_key (record, wrapped)
  select (r ->> 'record')::uuid, decode(r ->> 'wrapped', 'hex') from jsonb_array_elements(rows) r where r ? 'wrapped';
  insert into zs.query_code (hash, record, seal)
  select decode(r ->> 'code', 'hex'), (r ->> 'record')::uuid, decode(r ->> 'codeSeal', 'hex')
  from jsonb_array_elements(rows) r where r ? 'code';
  insert into zs.idempotency (actor, key, asked, record, seq, answer, at)
  select a ->> 'actor', a ->> 'key', decode(a ->> 'asked', 'hex'), (a ->> 'record')::uuid, (a ->> 'seq')::integer,
         a -> 'answer', (a ->> 'at')::timestamptz from jsonb_array_elements(asks) a;
  perform zs.put_counted(array(select (r ->> 'record')::uuid from jsonb_array_elements(rows) r));
  perform zs.put_stood(entries);
  insert into zs.to_index (record, seq)
  select (r ->> 'record')::uuid, (r ->> 'version')::integer from jsonb_array_elements(rows) r;
end $function$;

CREATE OR REPLACE FUNCTION zs.append_looks(looks jsonb, look_bytes bytea[], look_salts bytea[])
 RETURNS void
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
AS $function$
  insert into zs.look (id, at, person, record, bytes, salt)
  select (l ->> 'id')::uuid, (l ->> 'at')::timestamptz, (l ->> 'person')::uuid, (l ->> 'record')::uuid, b, s
  from rows from (jsonb_array_elements(looks), unnest(look_bytes), unnest(look_salts)) as t(l, b, s)
$function$;

CREATE OR REPLACE FUNCTION zs.board(asked_type text, until timestamp with time zone, sight jsonb, closed_states text[], verifying text[], ages integer[], rungs text[], days_since date)
 RETURNS jsonb
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
 SET work_mem TO '256MB'
 SET random_page_cost TO '1.5'
 SET jit TO 'off'
AS $function$
declare
  asker record;
  counts jsonb;
begin
  asker := zs.board_asker(asked_type, sight);
  execute 'with g as materialized ('
    || ' select grouping(r.state) = 0 as is_kind, grouping(r.opened_on) = 0 as is_day, r.state, r.county, r.source, r.unit, r.outcome, r.overdue, r.rung, r.opened_on, r.earlier, r.satisfaction,'
    || '   r.closed, r.verified, r.rechecked, r.upheld, count(*) as n'
    || ' from (' || zs.board_told(asker.own is not null, zs.board_touched(asked_type, until)) || ') r'
    || ' group by grouping sets ((r.state, r.county, r.source, r.unit, r.outcome, r.overdue, r.rung, r.closed, r.verified, r.rechecked, r.upheld),'
    || '   (r.opened_on, r.closed, r.verified, r.rechecked, r.upheld), (r.earlier, r.satisfaction, r.unit, r.closed, r.verified))), '
    || $told$
    k as (select * from g where is_kind), d as (select * from g where is_day), v as (select * from g where not is_kind and not is_day),
    tally as (
      select grouping(county) = 0 as is_cell, county, source, sum(n) as received, coalesce(sum(n) filter (where closed), 0) as closed,
             coalesce(sum(n) filter (where verified), 0) as verified, coalesce(sum(n) filter (where rechecked), 0) as rechecked,
             coalesce(sum(n) filter (where upheld), 0) as upheld
      from k group by grouping sets ((county, source), ()))
    select jsonb_build_object(
      'total', (select jsonb_build_object('received', coalesce(received, 0), 'closed', closed, 'verified', verified,
                                          'rechecked', rechecked, 'upheld', upheld) from tally where not is_cell),
      'cells', (select coalesce(jsonb_agg(to_jsonb(x) - 'is_cell' order by x.county, x.source), '[]') from tally x where is_cell),
      'ages', (select jsonb_agg(coalesce(y.n, 0) order by g.nth) from generate_series(0, cardinality($10)) g(nth) left join (
        select width_bucket(($2 at time zone 'Asia/Shanghai')::date - opened_on, $10) as age, sum(n) as n
        from d where not closed group by 1) y on y.age = g.nth),
      'overdue', (select case when $11 is not null then coalesce(sum(n) filter (where overdue), 0) end from k),
      'rungs', (select case when $11 is not null then jsonb_agg(coalesce(y.n, 0) order by g.nth) end
        from generate_series(1, cardinality($11)) g(nth)
        left join (select rung, sum(n) as n from k group by 1) y on y.rung = g.nth),
      'flow', (select coalesce(jsonb_agg(x order by x.state, x.outcome), '[]') from (
        select state, outcome, sum(n) as count from k group by 1, 2) x),
      'units', (select coalesce(jsonb_agg(x order by x.open desc, x.unit), '[]') from (
        select unit, coalesce(sum(n) filter (where not closed), 0) as open, coalesce(sum(n) filter (where closed), 0) as closed,
               coalesce(sum(n) filter (where verified), 0) as verified, coalesce(sum(n) filter (where rechecked), 0) as rechecked,
               coalesce(sum(n) filter (where upheld), 0) as upheld
        from k where unit is not null group by 1) x),
      'earlier', (select case when $11 is not null then coalesce(jsonb_agg(x order by x.verdict), '[]') end from (
        select e.verdict, sum(n) as received, coalesce(sum(n) filter (where closed), 0) as closed,
               coalesce(sum(n) filter (where verified), 0) as verified
        from v, unnest(v.earlier) e(verdict) group by 1) x),
      'visits', (select case when $11 is not null then coalesce(jsonb_agg(x order by x.unit, x.satisfaction), '[]') end from (
        select unit, satisfaction, sum(n) as count from v where satisfaction is not null group by 1, 2) x),
      'months', (select coalesce(jsonb_agg(x order by x.month), '[]') from (
        select to_char(opened_on, 'YYYY-MM') as month, sum(n) as received,
               coalesce(sum(n) filter (where closed), 0) as closed, coalesce(sum(n) filter (where verified), 0) as verified,
               coalesce(sum(n) filter (where rechecked), 0) as rechecked, coalesce(sum(n) filter (where upheld), 0) as upheld
        from d group by 1) x),
      'days', (select coalesce(jsonb_agg(x order by x.day), '[]') from (
        select to_char(opened_on, 'YYYY-MM-DD') as day, sum(n) as received from d where opened_on >= $12 group by 1) x))
    $told$
  into counts
  using asked_type, until, asker.circles, asker.circle_sees, asker.own, asker.own_sees, asker.away, closed_states, verifying, ages,
    rungs, days_since;
  return counts;
end $function$;

CREATE OR REPLACE FUNCTION zs.board_asker(asked_type text, sight jsonb, OUT mine text[], OUT circles uuid[], OUT circle_sees integer[], OUT own uuid[], OUT own_sees integer[], OUT away uuid[])
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'zs', 'pg_temp'
AS $function$
declare
  mine_sees integer[];
begin
  select array_agg(k.key), array_agg(k.sees) into mine, mine_sees
  from (select m.key, (select coalesce(sum(f.bit), 0)::integer
                       from (values ('source', 1), ('area', 2), ('verifyingUnit', 4), ('outcome', 8), ('recheckAgrees', 16),
                                    ('supervisions', 32), ('earlierReports', 64), ('returnVisits', 128), ('team', 256)) f(field, bit)
                       where sight -> f.field ? split_part(split_part(m.key, '/', 2), '.', 2)) as sees
        from unnest(zs.my_keys(asked_type)) m(key)) k;
  select coalesce(array_agg(c.id), '{}'), coalesce(array_agg(c.sees), '{}') into circles, circle_sees
  from (select o.id, bit_or(k.sees) as sees
        from zs.circle o cross join lateral unnest(o.keys) x(key) join unnest(mine, mine_sees) k(key, sees) on k.key = x.key
        where o.keys && mine group by o.id) c;
  select array_agg(r.record), array_agg(r.sees) into own, own_sees
  from (select x.record, bit_or(k.sees) as sees from unnest(mine, mine_sees) k(key, sees) join zs.reach x on x.key = k.key
        where k.key like 'person/%' group by x.record) r;
  away := array(select distinct n.record from zs.named n where n.key = any (zs.my_conflicts()));
end $function$;

CREATE OR REPLACE FUNCTION zs.board_list(asked_type text, until timestamp with time zone, sight jsonb, closed_states text[], verifying text[], ages integer[], rungs text[], slice jsonb, after_opened timestamp with time zone, after_id uuid, wanted integer)
 RETURNS TABLE(total integer, id uuid, type text, number text, state text, version integer, closed boolean, outcome text, title text, due timestamp with time zone, "openedAt" timestamp with time zone, "changedAt" timestamp with time zone, fields jsonb, roles text[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
 SET work_mem TO '256MB'
 SET random_page_cost TO '1.5'
 SET jit TO 'off'
AS $function$
declare
  asker record;
  among text;
begin
  asker := zs.board_asker(asked_type, sight);
  -- Only what the slice speaks of is asked, so that the rest need not be computed.
  select string_agg(s.test, '') into among
  from (values
    ('county', ' and case when $12 ->> ''county'' is null then r.county is null else starts_with(r.county, $12 ->> ''county'') end'),
    ('source', ' and r.source is not distinct from $12 ->> ''source'''),
    ('outcome', ' and r.outcome is not distinct from $12 ->> ''outcome'''),
    ('unit', ' and r.unit is not distinct from $12 ->> ''unit'''),
    ('state', ' and r.state = $12 ->> ''state'''),
    ('closed', ' and r.closed = ($12 ->> ''closed'')::boolean'),
    ('verified', ' and r.verified = ($12 ->> ''verified'')::boolean'),
    ('rechecked', ' and r.rechecked = ($12 ->> ''rechecked'')::boolean'),
    ('upheld', ' and r.upheld = ($12 ->> ''upheld'')::boolean'),
    ('overdue', ' and r.overdue = ($12 ->> ''overdue'')::boolean'),
    ('age', ' and r.age = ($12 ->> ''age'')::integer'),
    ('rung', ' and r.rung = ($12 ->> ''rung'')::integer'),
    ('earlier', ' and $12 ->> ''earlier'' = any (r.earlier)'),
    ('satisfaction', ' and r.satisfaction = $12 ->> ''satisfaction'''),
    ('verifier', ' and r.sees & 256 > 0 and exists (select from zs.record v where v.id = r.id and v.fields -> ''team'' ? ($12 ->> ''verifier''))'),
    ('month', ' and to_char(r.opened_on, ''YYYY-MM'') = $12 ->> ''month''')) s(name, test)
  where slice ? s.name;
  return query execute 'with picked as materialized (select r.id, r.opened_at from ('
    || zs.board_told(asker.own is not null, zs.board_touched(asked_type, until)) || ') r where true' || coalesce(among, '') || '), '
    || $told$
    page as (
      select p.id, p.opened_at from picked p
      where $14::uuid is null or p.opened_at < $13 or (p.opened_at = $13 and p.id > $14)
      order by p.opened_at desc, p.id limit $15)
    select (select count(*)::integer from picked), o.id, o.type, o.number, o.state, o.version, o.closed, o.outcome, o.title, o.due,
           o.opened_at, o.changed_at, o.fields,
           array(select distinct r.role from (select x.key, x.role from zs.reach x where x.record = o.id offset 0) r
                 where r.key = any ($16))
    from page a join zs.record o on o.id = a.id
    order by a.opened_at desc, a.id
    $told$
  using asked_type, until, asker.circles, asker.circle_sees, asker.own, asker.own_sees, asker.away, closed_states, verifying, ages,
    rungs, slice, after_opened, after_id, wanted, asker.mine;
end $function$;

CREATE OR REPLACE FUNCTION zs.board_told(has_own boolean, was_touched boolean)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
 SET search_path TO 'zs', 'pg_temp'
AS $function$
  with reached(by) as (
    -- By way of zs.circle, of which the planner knows that ids are single: otherwise it takes the records for the smaller side.
    select ' from (select o.id, x.sees from unnest($3::uuid[], $4::integer[]) x(id, sees) join zs.circle o on o.id = x.id offset 0) c'
      || ' join zs.counted o on o.circle = c.id'
      || case when has_own then ' left join unnest($5::uuid[], $6::integer[]) p(id, sees) on p.id = o.record' else '' end
    union all
    select ' from unnest($5::uuid[], $6::integer[]) c(id, sees) join zs.counted o on o.record = c.id and o.circle <> all ($3)'
    where has_own),
  stood(by, says) as (
    select case when was_touched then ' and o.changed_at <= $2' else '' end,
           'o.state, o.county, o.unit, o.outcome, o.agrees'
    union all
    select ' and o.changed_at > $2', 's.state, s.county, s.unit, s.outcome, s.agrees' where was_touched)
  select 'select m.id, m.sees, m.opened_at, m.opened_on, m.state, m.closed, m.source, m.county, m.unit, m.outcome,'
    || ' coalesce(m.outcome = any ($9), false) as verified, m.agrees is not null as rechecked, coalesce(m.agrees, false) as upheld,'
    || ' case when not m.closed then width_bucket(($2 at time zone ''Asia/Shanghai'')::date - m.opened_on, $10) end as age,'
    || ' $11 is not null and not m.closed and coalesce(m.due < $2, false) as overdue,'
    || ' case when $11 is not null and not m.closed and m.rungs is not null then ('
    || '   select max(array_position($11, split_part(i.rung, ''/'', 2)))'
    || '   from unnest(m.rungs) i(rung) join zs.clock k on k.record = m.id and k.state in (''running'', ''suspended'')'
    || '   where split_part(i.rung, ''/'', 1) = k.name || '':'' || k.run) end as rung,'
    || ' case when $11 is not null then m.earlier end as earlier, case when $11 is not null then m.satisfaction end as satisfaction'
    || ' from (select l.id, l.sees, l.opened_at, l.opened_on, l.due, l.state, l.closed,'
    || '   case when l.sees & 1 > 0 then l.source end as source, case when l.sees & 2 > 0 then l.county end as county,'
    || '   case when l.sees & 4 > 0 then l.unit end as unit, case when l.sees & 8 > 0 and l.closed then l.outcome end as outcome,'
    || '   case when l.sees & 16 > 0 then l.agrees end as agrees, case when l.sees & 32 > 0 then l.rungs end as rungs,'
    || '   case when l.sees & 64 > 0 then l.earlier end as earlier, case when l.sees & 128 > 0 then l.satisfaction end as satisfaction'
    || '   from (select a.*, a.state = any ($8) as closed from ('
    || string_agg('select o.record, o.opened_at, o.opened_on, o.due, o.rungs, o.source, o.earlier, o.satisfaction, c.sees'
         || case when r.by like '%left join%' then ' | coalesce(p.sees, 0)' else '' end || ', ' || s.says || r.by
         || case when s.by = ' and o.changed_at > $2' then ' cross join lateral ('
                || 'select * from zs.stood s where s.record = o.record and s.at <= $2 order by s.seq desc limit 1) s' else '' end
         || ' where o.type = $1 and o.opened_at <= $2 and o.record <> all ($7)' || s.by, ' union all ')
    || ') a(id, opened_at, opened_on, due, rungs, source, earlier, satisfaction, sees, state, county, unit, outcome, agrees) offset 0) l offset 0) m'
  from reached r cross join stood s
$function$;

CREATE OR REPLACE FUNCTION zs.board_touched(asked_type text, until timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE
 SET search_path TO 'zs', 'pg_temp'
AS $function$
  select exists (select from zs.record r where r.type = asked_type and r.changed_at > until)
$function$;

CREATE OR REPLACE FUNCTION zs.board_verifiers(asked_type text, until timestamp with time zone, sight jsonb, closed_states text[], verifying text[], ages integer[], rungs text[], of_unit text)
 RETURNS TABLE(person text, open integer, overdue integer, closed integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
 SET work_mem TO '256MB'
 SET random_page_cost TO '1.5'
 SET jit TO 'off'
AS $function$
declare
  asker record;
begin
  asker := zs.board_asker(asked_type, sight);
  return query execute 'select t.person, (count(*) filter (where not r.closed))::integer, (count(*) filter (where r.overdue))::integer,'
    || ' (count(*) filter (where r.closed))::integer'
    || ' from (' || zs.board_told(asker.own is not null, zs.board_touched(asked_type, until)) || ') r'
    || $told$
    join zs.record o on o.id = r.id
    cross join lateral jsonb_array_elements_text(
      case when jsonb_typeof(o.fields -> 'team') = 'array' then o.fields -> 'team' else '[]' end) t(person)
    where r.unit = $12 and r.sees & 256 > 0 group by 1 order by 2 desc, 1
    $told$
  using asked_type, until, asker.circles, asker.circle_sees, asker.own, asker.own_sees, asker.away, closed_states, verifying, ages,
    rungs, of_unit;
end $function$;

CREATE OR REPLACE FUNCTION zs.candidates(asked_type text, own uuid, bands integer[], same text[], marks text[], names text[], crowded_band integer, crowded_mark integer, crowded_name integer, most integer)
 RETURNS TABLE(id uuid, reached boolean, number text, fields jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
AS $function$
  with asker as materialized (
    select zs.my_keys() as keys, coalesce(zs.my_conflicts(), '{}') as conflicts
  ), by_band as (
    select f.record, count(*) as shared
    from (select c.record, count(*) over (partition by k.band) as carriers
          from unnest(bands) k(band)
          cross join lateral (select b.record from zs.band b where b.band = k.band and b.record <> own
                              limit crowded_band + 1) c) f
    where f.carriers <= crowded_band
    group by f.record order by shared desc, f.record limit most
  ), by_mark as (
    select f.record
    from (select c.record, k.crowded, count(*) over (partition by k.mark) as carriers
          from (select unnest(marks) as mark, crowded_mark as crowded
                union all select unnest(names), crowded_name) k
          cross join lateral (select m.record from zs.mark m where m.mark = k.mark and m.record <> own
                              limit k.crowded + 1) c) f
    where f.carriers <= f.crowded
  ), by_text as (
    select c.record
    from unnest(same) k(mark)
    cross join lateral (select m.record from zs.mark m where m.mark = k.mark and m.record <> own limit 20) c
  )
  select o.id, mine.reached, case when mine.reached then o.number end, case when mine.reached then o.fields end
  from asker a
  cross join (select record from by_band union select record from by_mark union select record from by_text) c
  join zs.record o on o.id = c.record and o.type = asked_type
  cross join lateral (
    select exists (select from (select r.key from zs.reach r where r.record = o.id offset 0) r where r.key = any (a.keys)) as reached) mine
  where a.keys is not null
    and not exists (select from (select n.key from zs.named n where n.record = o.id offset 0) n where n.key = any (a.conflicts))
$function$;

CREATE OR REPLACE FUNCTION zs.circle_of(keys text[])
 RETURNS uuid
 LANGUAGE sql
 STABLE
AS $function$
  select encode(substr(sha256(convert_to(array_to_string(keys, E'\n'), 'UTF8')), 1, 16), 'hex')::uuid
$function$;

CREATE OR REPLACE FUNCTION zs.clocks_ending(asked_type text, clock text, unit_field text, in_unit text, ends_by timestamp with time zone, after_due timestamp with time zone, after_id uuid, wanted integer)
 RETURNS TABLE(id uuid, type text, number text, state text, version integer, closed boolean, outcome text, title text, due timestamp with time zone, "openedAt" timestamp with time zone, "changedAt" timestamp with time zone, fields jsonb, roles text[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  asked record;
  found uuid[];
  ends timestamptz[];
begin
  asked := zs.list_asker(asked_type, false);
  if asked.keys = '{}' then return; end if;
  execute 'select array_agg(p.record), array_agg(p.due) from (select c.record, c.due'
    || zs.clocks_ending_from(asked.narrow, in_unit)
    || case when after_id is null then '' else ' and (c.due, c.record) > ($8, $9)' end
    || ' order by c.due, c.record limit $10) p'
    into found, ends using asked_type, clock, asked.keys, asked.conflicts, unit_field, ends_by, in_unit, after_due, after_id, wanted;
  return query
    select o.id, o.type, o.number, o.state, o.version, o.closed, o.outcome, o.title, a.due, o.opened_at, o.changed_at,
           o.fields, mine.roles
    from unnest(found, ends) with ordinality a(id, due, nth)
    join zs.record o on o.id = a.id
    cross join lateral (
      select array_agg(r.role) as roles
      from (select x.key, x.role from zs.reach x where x.record = a.id offset 0) r where r.key = any (asked.keys)) mine
    where mine.roles is not null
    order by a.nth;
end $function$;

CREATE OR REPLACE FUNCTION zs.clocks_ending_by_unit(asked_type text, clock text, unit_field text, ends timestamp with time zone[])
 RETURNS TABLE(unit text, counts integer[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
AS $function$
declare
  asked record;
  last timestamptz := (select max(one) from unnest(ends) one);
begin
  asked := zs.list_asker(asked_type, false);
  if asked.keys = '{}' then return; end if;
  return query execute
    'select f.unit, array(select sum(f2.n)::integer from unnest($8) with ordinality e(at, nth)'
    || '   cross join lateral (select count(*) as n from unnest(f.dues) d where d <= e.at) f2 group by e.nth order by e.nth)'
    || ' from (select o.fields ->> $5 as unit, array_agg(c.due) as dues'
    || zs.clocks_ending_from(asked.narrow, null) || ' group by 1) f order by 1'
    using asked_type, clock, asked.keys, asked.conflicts, unit_field, last, null::text, ends;
end $function$;

CREATE OR REPLACE FUNCTION zs.clocks_ending_from(narrow boolean, in_unit text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select case when narrow then ' from (select distinct m.record from zs.reach m where m.key = any ($3)) mine'
                || ' join zs.clock c on c.record = mine.record and c.name = $2'
                || ' join zs.record o on o.id = c.record where o.type = $1'
              else ' from zs.clock c join zs.record o on o.id = c.record where c.type = $1 and c.name = $2'
                || ' and exists (select from (select m.key from zs.reach m where m.record = c.record offset 0) m'
                || '             where m.key = any ($3))' end
    || ' and c.state = ''running'' and c.due <= $6'
    || ' and not exists (select from zs.named n where n.record = c.record and n.key = any ($4))'
    || case when in_unit is null then '' else ' and o.fields ->> $5 = $7' end
$function$;

CREATE OR REPLACE FUNCTION zs.count_reached(asked_type text, states text[], pattern text, grams integer[], in_unit text, handler text, due_before timestamp with time zone, only_work boolean, most integer)
 RETURNS integer
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
AS $function$
declare
  asked record;
  found integer;
begin
  asked := zs.list_asker(asked_type, only_work);
  if asked.keys = '{}' then return 0; end if;
  execute 'select count(*) from (select 1'
    || zs.list_from(asked.narrow, states, grams, pattern, in_unit, handler, due_before, only_work) || ' limit $10) found'
    into found using asked_type, asked.keys, asked.conflicts, states, grams, pattern, in_unit, handler,
    due_before, most;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION zs.erase_records(records uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
AS $function$
declare
  gone text[];
begin
  if exists (select from unnest(records) r(id)
             where not exists (select from zs.entry e where e.record = r.id and e.xid = pg_current_xact_id())) then
    raise exception 'zs: nothing is erased without an entry';
  end if;
  delete from zs.record_key k where k.record = any (records);
  delete from zs.idempotency i where i.record = any (records);
  with freed as (delete from zs.record_file f where f.record = any (records) returning f.digest)
  select array_agg(distinct g.digest) into gone from freed g
  where not exists (select from zs.record_file o where o.digest = g.digest and o.record <> all (records));
  insert into zs.to_erase (digest) select unnest(gone) on conflict do nothing;
  delete from zs.file f where f.digest = any (gone);
  delete from zs.file_key k where k.digest = any (gone);
end $function$;
comment on function zs.erase_records(uuid[]) is 'Destroys the keys of records that were erased by an entry of this transaction, and of files that nobody else holds.';

CREATE OR REPLACE FUNCTION zs.find(types text[], number text, keys text[], sound text, pattern text, grams integer[], states text[], opened_in integer, most integer, common integer DEFAULT NULL::integer)
 RETURNS TABLE(id uuid, type text, state text, year integer, way integer, roles text[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
 SET work_mem TO '32MB'
 SET enable_sort TO 'off'
 SET enable_seqscan TO 'off'
AS $function$
declare
  conflicts text[] := coalesce(zs.my_conflicts(), '{}');
  -- Keys are `extent/type.role/of` (kernel/access/reach.ts).
  mine text[] := array(select k from unnest(zs.my_keys()) k where split_part(split_part(k, '/', 2), '.', 1) = any (types));
  keys_of_few text[] := '{}';
  many text[] := '{}';
  one text;
  of_one text[];
  most_fetched integer := coalesce(common,
    (select greatest(1000, sqrt(130 * greatest(c.reltuples, 0))) from pg_class c where c.oid = 'zs.record'::regclass));
  asks_words boolean := pattern is not null and grams <> '{}';
  proposed uuid[];
  types_proposed text[];
  told text := 'select null::uuid as record, null::smallint as part, 0 as way where false';
  by_words text;
  newest boolean := false;
  wanted text := case when states is null then '' else ' and o.state = any ($10)' end || case when opened_in is null then ''
    else $$ and date_part('year', o.opened_at at time zone 'Asia/Shanghai') = $11 $$ end;
  -- The records of h. (`offset 0`: one by one through the primary key, whatever the planner expects.)
  records_of_h text := ' cross join lateral (select * from zs.record x where x.id = h.record offset 0) o where o.type = any ($9)' || wanted;
  columns text := 'f.id, f.type, f.state, f.opened_at, f.changed_at, f.way, v.roles';
  -- The roles in which the asker reaches f and could find it so, unless it names them. (The sub-select is looked up in a hash
  -- made once; for a list of 383 keys the planner would compare each with what is most common, 2 ms for every mention.)
  in_reach text := $$
    cross join lateral (
      select array_agg(r.role) as roles
      from %s (select x.key, x.role from zs.reach x where x.record = f.id offset 0) r where (r.key in (select unnest($6))) is true and %s) v
    where v.roles is not null
      and not exists (select from (select x.key from zs.named x where x.record = f.id and v.roles is not null offset 0) n where n.key = any ($7))$$;
  in_sight_of_part text := format(in_reach, '', $$(f.part is null
    or r.role = any ((select t.seen_by from zs.search_text t where t.record = f.id and t.part = f.part)::text[]))$$);
  holds_words text := format(in_reach,
    '(select x.seen_by from (select * from zs.search_text y where y.record = f.id offset 0) x where x.words like $4 offset 0) t,',
    'r.role = any (t.seen_by)');
begin
  if mine = '{}' then return; end if;
  if number is not null then
    told := told || ' union all select r.id, null, 0 from zs.record r where r.number = $1';
  end if;
  if keys <> '{}' then
    told := told || $$ union all
      select k.record, k.part, case left(k.key, 2) when 'i:' then 1 when 'y:' then 3 when 'l:' then 4 else 2 end
      from zs.search_key k where k.key = any ($2)$$;
  end if;
  if sound is not null then
    told := told || ' union all select k.record, k.part, 3 from zs.search_key k where k.key like $3';
  end if;
  if asks_words then
    -- Pairs may stand where the words do not: of so many places that hold the pairs, it is not asked how many hold the words.
    execute $$
      select array_agg(p.record) filter (where p.holds), array_agg(p.type) filter (where p.holds),
             coalesce(bool_or(p.nth = 4 * $3) or count(*) = $3, false)
      from (select * from (
              select t.record, t.type, t.words like $4 as holds, row_number() over () as nth
              from (select * from zs.search_text t where t.grams @> $1 and t.type = any ($2) limit 4 * $3) t) t
            where t.holds or t.nth = 4 * $3 limit $3) p$$
      into proposed, types_proposed, newest using grams, types, most_fetched, pattern;
    -- Some are looked at one by one.
    if newest or cardinality(proposed) > most then
      for one, of_one in
        select split_part(split_part(k, '/', 2), '.', 1), array_agg(k) from unnest(mine) k group by 1
      loop
        continue when not newest and one <> all (types_proposed);
        if (select count(*) from (select from zs.reach r where r.key = any (of_one) limit 4 * most_fetched) found) < 4 * most_fetched then
          keys_of_few := keys_of_few || of_one;
        else
          many := many || one;
        end if;
      end loop;
    end if;
    by_words := case when newest then 'select distinct r.record from zs.reach r where r.key = any ($13)'
      else 'select distinct a.record from unnest($12, $15) a(record, type)' || case when keys_of_few = '{}' then ''
        else ' where a.type = any ($14) or a.record in (select r.record from zs.reach r where r.key = any ($13))' end end;
  end if;
  return query execute $$
    select f.id, f.type, f.state, date_part('year', f.opened_at at time zone 'Asia/Shanghai')::integer, f.way, f.roles from (
      (select $$ || columns || ' from (select o.*, h.part, h.way from (' || told || ') h' || records_of_h
    || ' order by h.way, o.changed_at desc, o.id) f' || in_sight_of_part || ' order by f.way, f.changed_at desc, f.id limit 2 * $8)'
    -- A part of its number is nearer than the same digits in a text.
    || case when asks_words then ' union all (select ' || columns || ' from ('
        || ' select o.*, case when o.number like $4 then 0 else 5 end as way from (' || by_words || ') h' || records_of_h
        || ' order by way, o.changed_at desc, o.id) f' || holds_words || ' order by f.way, f.changed_at desc, f.id limit $8)'
       else '' end
    || case when newest and many <> '{}' then ' union all select x.* from unnest($14) a(type) cross join lateral ('
        || ' select ' || columns || ' from (select o.*, case when o.number like $4 then 0 else 5 end as way from zs.record o'
        || ' where o.type = a.type' || wanted || ' order by o.changed_at desc, o.id) f' || holds_words
        || ' order by f.changed_at desc, f.id limit $8) x'
       else '' end
    || ') f order by f.way, f.changed_at desc, f.id'
    using number, keys, sound || '%', pattern, grams, mine, conflicts, most, types, states, opened_in, proposed, keys_of_few, many,
      types_proposed;
end $function$;

CREATE OR REPLACE FUNCTION zs.find_answer(asking text, asked_key text)
 RETURNS TABLE(asked bytea, record uuid, seq integer, answer jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
AS $function$
  select i.asked, i.record, i.seq, i.answer from zs.idempotency i where i.actor = asking and i.key = asked_key
$function$;

CREATE OR REPLACE FUNCTION zs.find_by_code(code_hash bytea)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
AS $function$ select record from zs.query_code where hash = code_hash $function$;

CREATE OR REPLACE FUNCTION zs.graph_find(pattern text, grams integer[], most integer)
 RETURNS TABLE(record uuid, nth integer)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
AS $function$
declare
  asked     text[] := zs.my_keys();
  conflicts text[] := coalesce(zs.my_conflicts(), '{}');
begin
  if asked is null then return; end if;
  return query execute
    'select e.record, e.nth from (select distinct t.record from zs.search_text t where t.words like $1'
    || case when grams = '{}' then '' else ' and t.grams @> $2' end
    || '  and exists (select from (select x.key, x.role from zs.reach x where x.record = t.record offset 0) r'
    || '    where r.key = any ($3) and r.role = any (t.seen_by))) f'
    || ' join zs.edge e on e.record = f.record'
    || ' where (e.a_label is not null or e.b_label is not null)'
    || ' and exists (select from (select x.key, x.role from zs.reach x where x.record = e.record offset 0) r'
    || '   where r.key = any ($3) and r.role = any (e.seen_by))'
    || ' and not exists (select from zs.named n where n.record = e.record and n.key = any ($4))'
    || ' and not exists (select from unnest(e.needs) x(id) where not zs.reaches(x.id))'
    || ' order by e.since desc, e.record, e.nth limit $5'
    using pattern, grams, asked, conflicts, most;
end $function$;

CREATE OR REPLACE FUNCTION zs.graph_lines(records uuid[], nths integer[])
 RETURNS SETOF zs.edge
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
declare
  keys      text[] := zs.my_keys();
  conflicts text[] := coalesce(zs.my_conflicts(), '{}');
begin
  return query
    with line as materialized (
      select e.* from unnest(records, nths) w(record, nth)
      cross join lateral (select * from zs.edge x where x.record = w.record and x.nth = w.nth offset 0) e),
    told as (select record from line union select unnest(needs) from line),
    reached as materialized (
      select t.record, array_agg(r.role) as roles
      from told t cross join lateral (select x.key, x.role from zs.reach x where x.record = t.record offset 0) r
      where (r.key in (select unnest(keys))) is true
        and not exists (select from (select x.key from zs.named x where x.record = t.record offset 0) n where n.key = any (conflicts))
      group by t.record)
    select l.* from line l join reached m on m.record = l.record and m.roles && l.seen_by
    where l.needs = '{}' or not exists (
      select from unnest(l.needs) x(id) where (x.id in (select record from reached)) is not true)
    order by l.record, l.nth;
end $function$;

CREATE OR REPLACE FUNCTION zs.graph_step(nodes text[], kinds text[], relations text[], from_on date, to_on date, per_node integer)
 RETURNS TABLE(node text, record uuid, nth integer, a text, b text)
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
declare
  keys      text[] := zs.my_keys();
  conflicts text[] := coalesce(zs.my_conflicts(), '{}');
begin
  if keys is null then return; end if;
  return query
    select n.node, e.record, e.nth, e.a, e.b
    from unnest(nodes) n(node)
    cross join lateral (
      select l.* from (
        select f.*, f.b as other from zs.edge f where f.a = n.node
        union all
        select f.*, f.a as other from zs.edge f where f.b = n.node) l
      where (kinds is null or split_part(l.other, ':', 1) = any (kinds)) and (relations is null or l.relation = any (relations))
        and (from_on is null or l.until is null or l.until >= from_on) and (to_on is null or l.since <= to_on)
        and exists (select from (select x.key, x.role from zs.reach x where x.record = l.record offset 0) r
                    where r.role = any (l.seen_by) and (r.key in (select unnest(keys))) is true)
        and not exists (select from (select x.key from zs.named x where x.record = l.record offset 0) m where m.key = any (conflicts))
        and (l.needs = '{}' or not exists (select from unnest(l.needs) x(id) where not zs.reaches(x.id)))
      order by l.since desc, l.record, l.nth limit per_node + 1) e;
end $function$;

CREATE OR REPLACE FUNCTION zs.is_known_elsewhere(types text[], keys text[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
AS $function$
  select exists (
    select from zs.search_key k join zs.record o on o.id = k.record
    where k.key = any (keys) and k.type = any (types) and o.fields ->> 'restricted' is distinct from 'true'
      and not exists (select from zs.reach r where r.record = k.record and r.key = any (zs.my_keys()))
      and not exists (select from zs.named n where n.record = k.record and n.key = any (zs.my_conflicts())))
$function$;

CREATE OR REPLACE FUNCTION zs.keep_papers(papers jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
AS $function$
declare kept integer;
begin
  insert into zs.paper as p (unit, kind, year, nth, number, record, seq, type, document, issued_at, cancelled_seq)
  select unit, kind, year, nth, number, record, seq, type, document, at, "cancelledSeq"
  from jsonb_to_recordset(papers) as x(record uuid, seq integer, type text, document text, unit text, kind text,
                                       year integer, nth integer, number text, at timestamptz, "cancelledSeq" integer)
  on conflict (unit, kind, year, nth) do update set cancelled_seq = excluded.cancelled_seq
  where (p.record, p.seq, p.number, p.document) = (excluded.record, excluded.seq, excluded.number, excluded.document)
    and p.cancelled_seq is null;
  get diagnostics kept = row_count;
  if kept <> jsonb_array_length(papers) then
    raise unique_violation using message = 'zs: the number is another paper''s';
  end if;
end $function$;

CREATE OR REPLACE FUNCTION zs.linked(of uuid, wanted_links text[], wanted_ids uuid[])
 RETURNS TABLE(type text, id uuid, link text, direction text, state text, number text, fields jsonb)
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'zs', 'pg_temp'
 SET enable_seqscan TO 'off'
AS $function$
begin
  if of is not null then
    return query
      select r.type, r.id, l.link, l.direction, r.state, r.number, r.fields
      from (select o.link, 'from' as direction, o.to_record as other from zs.link o where o.record = of
            union all
            select o.link, 'to', o.record from zs.link o where o.to_record = of) l,
           lateral (select * from zs.record one where one.id = l.other offset 0) r;
  end if;
  if cardinality(wanted_ids) > 0 then
    return query
      select r.type, r.id, w.link, 'from', r.state, r.number, r.fields
      from unnest(wanted_links, wanted_ids) w(link, id), lateral (select * from zs.record one where one.id = w.id offset 0) r;
  end if;
end $function$;

CREATE OR REPLACE FUNCTION zs.list(asked_type text, states text[], pattern text, grams integer[], in_unit text, handler text, due_before timestamp with time zone, sorted text, after_key text, after_id uuid, wanted integer, only_work boolean)
 RETURNS TABLE(id uuid, type text, number text, state text, version integer, closed boolean, outcome text, title text, due timestamp with time zone, "openedAt" timestamp with time zone, "changedAt" timestamp with time zone, fields jsonb, roles text[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
AS $function$
#variable_conflict use_column
declare
  by_column text := case sorted when 'opened' then 'opened_at' when 'changed' then 'changed_at' when 'due' then 'due' end;
  upwards boolean := sorted = 'due';
  of_table text := case when only_work then 'work' else 'reach' end;
  my_keys text[] := zs.my_keys(asked_type);
  kept_from text[] := coalesce(zs.my_conflicts(), '{}');
  asked record;
  -- What stands behind the last of the page before: the first half is for the index, which the second alone would not be read by.
  behind text := case when after_id is null then '' else format(' and o.%1$I %2$s= $10 and (o.%1$I %2$s $10 or o.id > $11)',
                                                                by_column, case when upwards then '>' else '<' end) end;
  ordering text := format(' order by o.%I %s, o.id', by_column, case when upwards then 'asc' else 'desc' end);
  has_place text := case when upwards then ' and o.due is not null' else '' end;
  source text;
  walk text;
  unless_kept_out text;
  far integer;
  is_whole boolean;
  found uuid[];
begin
  if by_column is null then raise invalid_parameter_value using message = format('zs.list: no such order: %s', sorted); end if;
  if my_keys = '{}' then return; end if;
  if only_work and upwards and pattern is null then
    -- What waits for somebody stands by key and due: the first of each key are enough to know the first of all.
    select array_agg(p.id) into found
    from (select first.id, first.due
          from unnest(my_keys) k(key)
          cross join lateral (
            select w.record as id, w.due from zs.work w
            where w.key = k.key and w.type = asked_type and w.due is not null
              and (after_id is null or (w.due >= after_key::timestamptz and (w.due > after_key::timestamptz or w.record > after_id)))
              and (due_before is null or w.due <= due_before)
              and not exists (select from zs.named n where n.record = w.record and n.key = any (kept_from))
              and (states is null or exists (select from zs.record o where o.id = w.record and o.state = any (states)))
              and (in_unit is null or exists (select from zs.record o where o.id = w.record
                and (o.fields ->> 'verifyingUnit' = in_unit or o.fields ->> 'registry' = in_unit or o.fields ->> 'to' = in_unit)))
              and (handler is null or exists (select from zs.work h where h.record = w.record and h.key like 'person/%'
                and split_part(h.key, '/', 3) = handler))
            order by w.due, w.record limit wanted) first
          group by first.id, first.due order by first.due, first.id limit wanted) p;
  else
    source := format('(select o.id, o.%I as at from zs.record o where o.type = $1', by_column)
      || zs.list_where(states, in_unit, handler, due_before) || has_place || behind || ordering || ' limit $13) o';
    walk := 'select array_agg(p.id) from (select o.id from ' || source || ' where ';
    unless_kept_out := ' and not exists (select from (select n.key from zs.named n where n.record = o.id offset 0) n where n.key = any ($3))'
      || format(' order by o.at %s, o.id limit $12) p', case when upwards then 'asc' else 'desc' end);
    if in_unit is not null and pattern is null then
      -- Who asks for a unit mostly reaches what is its own.
      far := 4 * wanted;
      execute walk
        || format('exists (select from (select m.key from zs.%I m where m.record = o.id offset 0) m where m.key = any ($2))', of_table)
        || unless_kept_out
        into found using asked_type, my_keys, kept_from, states, grams, pattern, in_unit,
          handler, due_before, after_key::timestamptz, after_id, wanted, far;
      is_whole := cardinality(found) = wanted;
      if is_whole is not true then
        execute 'select count(*) < $13 from ' || source into is_whole using asked_type, my_keys, kept_from, states, grams, pattern,
          in_unit, handler, due_before, after_key::timestamptz, after_id, wanted, far;
      end if;
    end if;
    if is_whole is not true then
      asked := zs.list_asker(asked_type, only_work);
      -- Who reaches few walks with it at hand, so far that looking all of it up would have cost as much.
      far := 8 * asked.few;
      if asked.narrow and states is null and in_unit is null and pattern is null then
        execute walk || format('(o.id in (select m.record from zs.%I m where m.key = any ($2))) is true', of_table) || unless_kept_out
          into found using asked_type, my_keys, kept_from, states, grams, pattern, in_unit,
            handler, due_before, after_key::timestamptz, after_id, wanted, far;
        is_whole := cardinality(found) = wanted;
      end if;
    end if;
    if is_whole is not true then
      execute 'select array_agg(p.id) from (select o.id'
        || zs.list_from(asked.narrow, states, grams, pattern, in_unit, handler, due_before, only_work)
        || has_place || behind || ordering || ' limit $12) p'
        into found using asked_type, my_keys, kept_from, states, grams, pattern, in_unit,
          handler, due_before, after_key::timestamptz, after_id, wanted;
    end if;
  end if;
  return query
    select o.id, o.type, o.number, o.state, o.version, o.closed, o.outcome, o.title, o.due, o.opened_at, o.changed_at,
           o.fields, mine.roles
    from unnest(found) with ordinality a(id, nth)
    join zs.record o on o.id = a.id and o.type = asked_type
    cross join lateral (
      select array_agg(r.role) as roles
      from (select x.key, x.role from zs.reach x where x.record = a.id offset 0) r where r.key = any (my_keys)) mine
    where mine.roles is not null
      and not exists (select from (select x.key from zs.named x where x.record = a.id offset 0) n where n.key = any (kept_from))
    order by a.nth;
end $function$;

CREATE OR REPLACE FUNCTION zs.list_asker(asked_type text, only_work boolean, OUT keys text[], OUT conflicts text[], OUT narrow boolean, OUT few integer)
 RETURNS record
 LANGUAGE plpgsql
 STABLE
 SET search_path TO 'zs', 'pg_temp'
AS $function$
begin
  keys := zs.my_keys(asked_type);
  if only_work then
    few := (select count(*) from (select from zs.work w where w.key = any (keys) limit 3000) counted);
  else
    few := (select count(*) from (select from zs.reach r where r.key = any (keys) limit 3000) counted);
  end if;
  narrow := few < 3000;
  conflicts := coalesce(zs.my_conflicts(), '{}');
end $function$;

CREATE OR REPLACE FUNCTION zs.list_from(narrow boolean, states text[], grams integer[], pattern text, in_unit text, handler text, due_before timestamp with time zone, only_work boolean)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  -- Few are fetched and sorted, many are walked in the order asked for. (`offset 0`: one by one through the primary key.)
  select case when narrow then format(' from (select distinct m.record from zs.%I m where m.key = any ($2)) mine'
                || ' cross join lateral (select * from zs.record r where r.id = mine.record offset 0) o where o.type = $1',
                case when only_work then 'work' else 'reach' end)
              else format(' from zs.record o where o.type = $1'
                -- The keys of the record are few and lie together, each key of the asker is a look-up of its own.
                || ' and exists (select from (select m.key from zs.%I m where m.record = o.id offset 0) m where m.key = any ($2))',
                case when only_work then 'work' else 'reach' end) end
    || ' and not exists (select from zs.named n where n.record = o.id and n.key = any ($3))'
    || zs.list_where(states, in_unit, handler, due_before)
    || case when pattern is null then '' else
         ' and o.id in (select t.record from zs.search_text t where t.type = $1 and t.words like $6'
         || case when grams = '{}' then ')' else ' and t.grams @> $5)' end
         || ' and exists (select from zs.search_text t join zs.reach r on r.record = t.record'
         || '   where t.record = o.id and t.words like $6 and r.key = any ($2) and r.role = any (t.seen_by))' end
$function$;

CREATE OR REPLACE FUNCTION zs.list_of_unit(asked_type text, states text[], in_unit text, after_opened timestamp with time zone, after_id uuid, wanted integer, few integer DEFAULT 2000)
 RETURNS TABLE(id uuid, type text, number text, state text, version integer, closed boolean, outcome text, title text, due timestamp with time zone, "openedAt" timestamp with time zone, "changedAt" timestamp with time zone, fields jsonb, roles text[])
 LANGUAGE plpgsql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
#variable_conflict use_column
declare
  my_keys text[] := zs.my_keys(asked_type);
  kept_from text[] := zs.my_conflicts();
  far integer := wanted + wanted / 4;
  found uuid[];
  -- How many of the found were looked at, and how many of the page were answered.
  seen integer := 0;
  shown integer := 0;
  more integer;
  is_whole boolean := false;
begin
  if states is null then states := zs.states_of(asked_type); end if;
  loop
    if seen > 0 and few > (
        select count(*) from (
          select from unnest(my_keys) k(key) cross join unnest(states) s(state)
          cross join lateral (select from zs.reach r where r.key = k.key and r.state = s.state limit few) r limit few) own) then
      found := array(
        select distinct on (w.opened_at, w.record) w.record
        from unnest(my_keys) k(key) cross join unnest(states) s(state)
        cross join lateral (
          select r.record, r.opened_at from zs.reach r
          where r.key = k.key and r.state = s.state
            and (after_id is null or (r.opened_at <= after_opened and (r.opened_at < after_opened or r.record > after_id)))
            and (r.record in (select n.record from zs.named n where n.key = any (kept_from))) is not true
            and exists (select from (select x.fields from zs.record x where x.id = r.record offset 0) o
                        where in_unit in (o.fields ->> 'verifyingUnit', o.fields ->> 'registry', o.fields ->> 'to'))
          order by r.opened_at desc, r.record limit wanted) w
        order by w.opened_at desc, w.record limit wanted);
      seen := shown;
      is_whole := true;
    else
      found := array(
        select distinct on (w.opened_at, w.id) w.id
        from unnest(states) s(state)
        cross join lateral (
          (select o.id, o.opened_at from zs.record o
           where o.fields ->> 'verifyingUnit' = in_unit and o.type = asked_type and o.state = s.state
             and (after_id is null or (o.opened_at <= after_opened and (o.opened_at < after_opened or o.id > after_id)))
           order by o.opened_at desc, o.id limit far)
          union all
          (select o.id, o.opened_at from zs.record o
           where o.fields ->> 'registry' = in_unit and o.type = asked_type and o.state = s.state
             and (after_id is null or (o.opened_at <= after_opened and (o.opened_at < after_opened or o.id > after_id)))
           order by o.opened_at desc, o.id limit far)
          union all
          (select o.id, o.opened_at from zs.record o
           where o.fields ->> 'to' = in_unit and o.type = asked_type and o.state = s.state
             and (after_id is null or (o.opened_at <= after_opened and (o.opened_at < after_opened or o.id > after_id)))
           order by o.opened_at desc, o.id limit far)) w
        order by w.opened_at desc, w.id limit far);
      is_whole := cardinality(found) < far;
    end if;
    return query
      select o.id, o.type, o.number, o.state, o.version, o.closed, o.outcome, o.title, o.due, o.opened_at, o.changed_at,
             o.fields, mine.roles
      from unnest(found[seen + 1:]) with ordinality a(id, nth)
      cross join lateral (
        select array_agg(r.role) as roles
        from (select x.key, x.role from zs.reach x where x.record = a.id offset 0) r where r.key = any (my_keys)) mine
      join zs.record o on o.id = a.id and o.type = asked_type and o.state = any (states)
      where mine.roles is not null and (a.id in (select n.record from zs.named n where n.key = any (kept_from))) is not true
      order by a.nth limit wanted - shown;
    get diagnostics more = row_count;
    shown := shown + more;
    exit when is_whole or shown >= wanted;
    seen := cardinality(found);
    far := 8 * far;
  end loop;
end $function$;

CREATE OR REPLACE FUNCTION zs.list_opened(asked_type text, states text[], after_opened timestamp with time zone, after_id uuid, wanted integer)
 RETURNS TABLE(id uuid, type text, number text, state text, version integer, closed boolean, outcome text, title text, due timestamp with time zone, "openedAt" timestamp with time zone, "changedAt" timestamp with time zone, fields jsonb, roles text[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
  select o.id, o.type, o.number, o.state, o.version, o.closed, o.outcome, o.title, o.due, o.opened_at, o.changed_at, o.fields, p.roles
  from (
    select w.record, w.opened_at, array_agg(w.role) as roles
    from unnest(zs.my_keys(asked_type)) k(key)
    cross join unnest(coalesce(states, zs.states_of(asked_type))) s(state)
    cross join lateral (
      select r.record, r.opened_at, r.role from zs.reach r
      where r.key = k.key and r.state = s.state
        and (after_id is null or (r.opened_at <= after_opened and (r.opened_at < after_opened or r.record > after_id)))
        -- What names the asker is looked up in a hash, which is made once.
        and (r.record in (select n.record from zs.named n where n.key = any (zs.my_conflicts()))) is not true
      order by r.opened_at desc, r.record limit wanted) w
    group by w.opened_at, w.record order by w.opened_at desc, w.record limit wanted) p
  join zs.record o on o.id = p.record and o.type = asked_type and (states is null or o.state = any (states))
  order by p.opened_at desc, p.record
$function$;

CREATE OR REPLACE FUNCTION zs.list_where(states text[], in_unit text, handler text, due_before timestamp with time zone)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE
AS $function$
  -- One state keeps the order of its index, several do not.
  select case when states is null then '' when cardinality(states) = 1 then ' and o.state = ($4)[1]'
              else ' and o.state = any ($4)' end
    || case when in_unit is null then '' else
         ' and (o.fields ->> ''verifyingUnit'' = $7 or o.fields ->> ''registry'' = $7 or o.fields ->> ''to'' = $7)' end
    || case when handler is null then '' else
         ' and exists (select from zs.work w where w.record = o.id and w.key like ''person/%'' and split_part(w.key, ''/'', 3) = $8)' end
    || case when due_before is null then '' else ' and o.due <= $9' end
$function$;

CREATE OR REPLACE FUNCTION zs.my_conflicts()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select string_to_array(nullif(current_setting('zs.conflicts', true), ''), E'\n') $function$;

CREATE OR REPLACE FUNCTION zs.my_keys()
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select string_to_array(nullif(current_setting('zs.keys', true), ''), E'\n') $function$;

CREATE OR REPLACE FUNCTION zs.my_keys(asked_type text)
 RETURNS text[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select array(select k from unnest(zs.my_keys()) k where split_part(split_part(k, '/', 2), '.', 1) = asked_type) $function$;

CREATE OR REPLACE FUNCTION zs.my_record()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('zs.record', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION zs.put_counted(records uuid[])
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'zs', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
begin
  with fresh as materialized (
    select o.id, zs.circle_of(r.keys) as circle, r.keys, o.opened_at, o.changed_at, o.due,
           case when jsonb_typeof(o.fields -> 'recheckAgrees') = 'boolean' then (o.fields -> 'recheckAgrees')::boolean end as agrees,
           o.type, o.state, o.fields ->> 'source' as source, left(o.fields ->> 'area', 6) as county,
           o.fields ->> 'verifyingUnit' as unit, o.outcome,
           case when jsonb_typeof(o.fields -> 'supervisions') = 'array' then nullif(array(
             select s.one ->> 'rung' from jsonb_array_elements(o.fields -> 'supervisions') with ordinality s(one, nth)
             where s.one ->> 'rung' is not null order by s.nth), '{}') end as rungs,
           case when jsonb_typeof(o.fields -> 'earlierReports') = 'array' then nullif(array(
             select distinct e.one ->> 'verdict' collate "C" from jsonb_array_elements(o.fields -> 'earlierReports') e(one)
             where e.one ->> 'verdict' <> 'different' order by 1), '{}') end as earlier,
           o.fields -> 'returnVisits' -> -1 ->> 'satisfaction' as satisfaction
    from unnest(records) x(id) join zs.record o on o.id = x.id
    cross join lateral (select array(
      select r.key from zs.reach r where r.record = o.id and r.key not like 'person/%' order by r.key collate "C") as keys) r),
  circles as (
    insert into zs.circle (id, keys)
    select distinct on (f.circle) f.circle, f.keys from fresh f
    where not exists (select from zs.circle c where c.id = f.circle) order by f.circle
    on conflict do nothing)
  insert into zs.counted as c (record, circle, opened_at, changed_at, due, agrees, type, state, source, county, unit, outcome, rungs,
                               earlier, satisfaction)
  select f.id, f.circle, f.opened_at, f.changed_at, f.due, f.agrees, f.type, f.state, f.source, f.county, f.unit, f.outcome, f.rungs,
         f.earlier, f.satisfaction
  from fresh f
  on conflict (record) do update set circle = excluded.circle, opened_at = excluded.opened_at, changed_at = excluded.changed_at,
    due = excluded.due, agrees = excluded.agrees, type = excluded.type, state = excluded.state, source = excluded.source,
    county = excluded.county, unit = excluded.unit, outcome = excluded.outcome, rungs = excluded.rungs,
    earlier = excluded.earlier, satisfaction = excluded.satisfaction
  where (c.circle, c.opened_at, c.changed_at, c.due, c.agrees, c.type, c.state, c.source, c.county, c.unit, c.outcome, c.rungs,
         c.earlier, c.satisfaction)
    is distinct from (excluded.circle, excluded.opened_at, excluded.changed_at, excluded.due, excluded.agrees, excluded.type,
      excluded.state, excluded.source, excluded.county, excluded.unit, excluded.outcome, excluded.rungs, excluded.earlier,
      excluded.satisfaction);
end $function$;

CREATE OR REPLACE FUNCTION zs.put_edges(rows jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'zs', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
begin
  delete from zs.edge o using jsonb_array_elements(rows) r
  where o.record = (r ->> 'record')::uuid and o.nth > jsonb_array_length(r -> 'edges');
  insert into zs.edge as o (record, nth, a, b, a_label, b_label, relation, "as", field, seen_by, needs, since, until)
  select (r ->> 'record')::uuid, e.nth, e.a, e.b, e.a_label, e.b_label, e.relation, e."as", e.field, e.seen_by, e.needs,
         e.since, e.until
  from jsonb_array_elements(rows) r
  cross join jsonb_to_recordset(r -> 'edges') as e(nth integer, a text, b text, a_label text, b_label text, relation text,
    "as" text, field text, seen_by text[], needs uuid[], since date, until date)
  on conflict (record, nth) do update set a = excluded.a, b = excluded.b, a_label = excluded.a_label,
    b_label = excluded.b_label, relation = excluded.relation, "as" = excluded."as", field = excluded.field,
    seen_by = excluded.seen_by, needs = excluded.needs, since = excluded.since, until = excluded.until
  where (o.a, o.b, o.a_label, o.b_label, o.relation, o."as", o.field, o.seen_by, o.needs, o.since, o.until)
    is distinct from (excluded.a, excluded.b, excluded.a_label, excluded.b_label, excluded.relation, excluded."as",
                      excluded.field, excluded.seen_by, excluded.needs, excluded.since, excluded.until);
end $function$;

CREATE OR REPLACE FUNCTION zs.put_search(rows jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'zs', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare changed uuid[];
begin
  delete from zs.search_text t using jsonb_array_elements(rows) r
  where t.record = (r ->> 'record')::uuid and t.part > jsonb_array_length(r -> 'parts');
  insert into zs.search_text (record, part, type, seen_by, words, grams)
  select (r ->> 'record')::uuid, p.nth, r ->> 'type', array(select jsonb_array_elements_text(p.part -> 'seenBy')),
         p.part ->> 'words', array(select jsonb_array_elements_text(p.part -> 'grams')::integer)
  from jsonb_array_elements(rows) r, jsonb_array_elements(r -> 'parts') with ordinality as p(part, nth)
  on conflict (record, part) do update set seen_by = excluded.seen_by, words = excluded.words, grams = excluded.grams
  where (search_text.seen_by, search_text.words) is distinct from (excluded.seen_by, excluded.words);

  select coalesce(array_agg(n.record), '{}') into changed
  from (select (r ->> 'record')::uuid as record, array(select jsonb_array_elements_text(r -> 'bands')::integer) as bands
        from jsonb_array_elements(rows) r) n
  left join zs.signature s on s.record = n.record
  where coalesce(s.bands, '{}') is distinct from n.bands;
  if changed <> '{}' then
    delete from zs.band b using zs.signature s, unnest(s.bands) old(band)
    where s.record = any (changed) and b.band = old.band and b.record = s.record;
    insert into zs.signature (record, bands)
    select (r ->> 'record')::uuid, array(select jsonb_array_elements_text(r -> 'bands')::integer)
    from jsonb_array_elements(rows) r where (r ->> 'record')::uuid = any (changed)
    on conflict (record) do update set bands = excluded.bands;
    insert into zs.band (band, record)
    select distinct b.band, s.record from zs.signature s, unnest(s.bands) b(band) where s.record = any (changed)
    on conflict do nothing;
  end if;

  delete from zs.mark m using jsonb_array_elements(rows) r
  where m.record = (r ->> 'record')::uuid and not (r -> 'marks') ? m.mark;
  insert into zs.mark (mark, record)
  select distinct x, (r ->> 'record')::uuid from jsonb_array_elements(rows) r, jsonb_array_elements_text(r -> 'marks') x
  on conflict do nothing;
end $function$;

CREATE OR REPLACE FUNCTION zs.put_search_keys(rows jsonb)
 RETURNS void
 LANGUAGE sql
 SET search_path TO 'zs', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
  delete from zs.search_key k using jsonb_array_elements(rows) r
  where k.record = (r ->> 'record')::uuid;
  insert into zs.search_key (record, part, key, type)
  select (r ->> 'record')::uuid, p.nth, k, r ->> 'type'
  from jsonb_array_elements(rows) r, jsonb_array_elements(r -> 'parts') with ordinality as p(part, nth),
       jsonb_array_elements_text(coalesce(p.part -> 'keys', '[]')) k
  on conflict do nothing
$function$;

CREATE OR REPLACE FUNCTION zs.put_stood(entries jsonb)
 RETURNS void
 LANGUAGE plpgsql
 SET search_path TO 'zs', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
begin
  with told as (
    select t.*, row_number() over one as nth, lag(t.stand) over one as before
    from (select (e ->> 'record')::uuid as record, (e ->> 'seq')::integer as seq, (e ->> 'at')::timestamptz as at, s.*,
                 row(s.state, s.county, s.unit, s.outcome, s.agrees)::text as stand
          from jsonb_array_elements(entries) e
          cross join jsonb_to_record(e -> 'stands') s(state text, county text, unit text, outcome text, agrees boolean)
          where e ? 'stands') t
    window one as (partition by t.record order by t.seq))
  insert into zs.stood (record, seq, at, agrees, state, county, unit, outcome)
  select t.record, t.seq, t.at, t.agrees, t.state, t.county, t.unit, t.outcome from told t
  where t.stand is distinct from case when t.nth > 1 then t.before else (
    select row(o.state, o.county, o.unit, o.outcome, o.agrees)::text from zs.stood o where o.record = t.record
    order by o.seq desc limit 1) end;
end $function$;

CREATE OR REPLACE FUNCTION zs.reaches(asked uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
  select coalesce(asked = zs.my_record(), false) or (
    exists (select from (select x.key from zs.reach x where x.record = asked offset 0) r
            where (r.key in (select unnest(zs.my_keys()))) is true)
    and not exists (select from (select x.key from zs.named x where x.record = asked offset 0) n
                    where (n.key in (select unnest(zs.my_conflicts()))) is true))
$function$;
comment on function zs.reaches(uuid) is 'The second wall: the same meaning as kernel/access, behind every door.';

CREATE OR REPLACE FUNCTION zs.read_entries(keys text, conflicts text, opened text, asked uuid, asked_type text)
 RETURNS TABLE(bytes bytea, wrapped bytea)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
AS $function$
begin
  perform set_config('zs.keys', keys, true), set_config('zs.conflicts', conflicts, true), set_config('zs.record', opened, true);
  if not zs.reaches(asked) then return; end if;
  return query
    select e.bytes, case when e.seq = 1 then k.wrapped end
    from zs.entry e left join zs.record_key k on k.record = e.record and e.seq = 1
    where e.record = asked and e.type = asked_type order by e.seq;
end $function$;

CREATE OR REPLACE FUNCTION zs.recompute_clocks(rows jsonb, moved_at timestamp with time zone, because text)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SET search_path TO 'zs', 'pg_temp'
AS $function$
declare fresh jsonb;
begin
  select coalesce(jsonb_agg(f.row), '[]') into fresh
  from (select r as row from jsonb_array_elements(rows) r
        join zs.record o on o.id = (r ->> 'record')::uuid and o.version = (r ->> 'version')::integer
        order by o.id for update of o) f;

  insert into zs.clock_moved (record, name, run, at, because, due_before, due_after)
  select o.record, o.name, o.run, moved_at, because, o.due, c.due
  from jsonb_array_elements(fresh) r
  cross join jsonb_to_recordset(r -> 'clocks') as c(name text, run integer, due timestamptz)
  join zs.clock o on o.record = (r ->> 'record')::uuid and o.name = c.name and o.run = c.run
  where o.due is distinct from c.due and o.state in ('running', 'suspended')
  on conflict do nothing;

  insert into zs.clock (record, name, type, run, state, started_at, due, provisional, next_rung_at)
  select o.id, c.name, o.type, c.run, c.state, c."startedAt", c.due, c.provisional, c."nextRungAt"
  from jsonb_array_elements(fresh) r join zs.record o on o.id = (r ->> 'record')::uuid
  cross join jsonb_to_recordset(r -> 'clocks') as c(name text, run integer, state text, "startedAt" timestamptz,
    due timestamptz, provisional boolean, "nextRungAt" timestamptz)
  on conflict (record, name) do update set run = excluded.run, state = excluded.state, started_at = excluded.started_at,
    due = excluded.due, provisional = excluded.provisional, next_rung_at = excluded.next_rung_at
  where (clock.run, clock.state, clock.started_at, clock.due, clock.provisional, clock.next_rung_at) is distinct from
    (excluded.run, excluded.state, excluded.started_at, excluded.due, excluded.provisional, excluded.next_rung_at);
  update zs.record o set due = (r ->> 'due')::timestamptz from jsonb_array_elements(fresh) r
  where o.id = (r ->> 'record')::uuid and o.due is distinct from (r ->> 'due')::timestamptz;
  update zs.work o set due = (r ->> 'due')::timestamptz from jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid and o.due is distinct from (r ->> 'due')::timestamptz;
  perform zs.put_counted(array(select (r ->> 'record')::uuid from jsonb_array_elements(fresh) r));
  return query select (r ->> 'record')::uuid from jsonb_array_elements(fresh) r;
end $function$;

CREATE OR REPLACE FUNCTION zs.recompute_reach(rows jsonb, moved_at timestamp with time zone, because text)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SET search_path TO 'zs', 'pg_temp'
AS $function$
declare fresh jsonb;
begin
  select coalesce(jsonb_agg(f.row), '[]') into fresh
  from (select r as row from jsonb_array_elements(rows) r
        join zs.record o on o.id = (r ->> 'record')::uuid and o.version = (r ->> 'version')::integer
        order by o.id for update of o) f;

  insert into zs.reach_moved (record, at, because, added, removed)
  select m.record, moved_at, because, m.added, m.removed
  from (select (r ->> 'record')::uuid as record,
          array(select x ->> 'key' from jsonb_array_elements(r -> 'reach') x
                where not exists (select from zs.reach o where o.record = (r ->> 'record')::uuid and o.key = x ->> 'key')
                order by 1) as added,
          array(select o.key from zs.reach o where o.record = (r ->> 'record')::uuid
                and not exists (select from jsonb_array_elements(r -> 'reach') x where x ->> 'key' = o.key)
                order by 1) as removed
        from jsonb_array_elements(fresh) r) m
  where m.added <> '{}' or m.removed <> '{}'
  on conflict do nothing;

  delete from zs.reach o using jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid
    and not exists (select from jsonb_array_elements(r -> 'reach') x where x ->> 'key' = o.key);
  insert into zs.reach (record, key, role, reason, state, opened_at)
  select (r ->> 'record')::uuid, x ->> 'key', x ->> 'role', x -> 'reason', r ->> 'state', (r ->> 'openedAt')::timestamptz
  from jsonb_array_elements(fresh) r, jsonb_array_elements(r -> 'reach') x
  on conflict (record, key) do update
    set role = excluded.role, reason = excluded.reason, state = excluded.state, opened_at = excluded.opened_at
  where (reach.role, reach.reason, reach.state, reach.opened_at) is distinct from
    (excluded.role, excluded.reason, excluded.state, excluded.opened_at);
  delete from zs.work o using jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid and not (r -> 'work') ? o.key;
  insert into zs.work (record, key, type, due)
  select (r ->> 'record')::uuid, x, r ->> 'type', (r ->> 'due')::timestamptz
  from jsonb_array_elements(fresh) r, jsonb_array_elements_text(r -> 'work') x on conflict do nothing;
  perform zs.put_counted(array(select (r ->> 'record')::uuid from jsonb_array_elements(fresh) r));
  return query select (r ->> 'record')::uuid from jsonb_array_elements(fresh) r;
end $function$;

CREATE OR REPLACE FUNCTION zs.recompute_records(rows jsonb, moved_at timestamp with time zone, because text)
 RETURNS SETOF uuid
 LANGUAGE plpgsql
 SET search_path TO 'zs', 'pg_temp'
 SET enable_seqscan TO 'off'
 SET enable_hashjoin TO 'off'
 SET enable_mergejoin TO 'off'
AS $function$
declare fresh jsonb;
begin
  select coalesce(jsonb_agg(f.row), '[]') into fresh
  from (select r as row from jsonb_array_elements(rows) r
        join zs.record o on o.id = (r ->> 'record')::uuid and o.version = (r ->> 'version')::integer
        order by o.id for update of o) f;

  -- Clocks that are declared since, and those that are no longer; the ends of others are compared in zs.recompute_clocks.
  insert into zs.clock_moved (record, name, run, at, because, due_before, due_after)
  select (r ->> 'record')::uuid, c.name, c.run, moved_at, because, null, c.due
  from jsonb_array_elements(fresh) r
  cross join jsonb_to_recordset(r -> 'clocks') as c(name text, run integer, state text, due timestamptz)
  where c.due is not null and c.state in ('running', 'suspended')
    and not exists (select from zs.clock o where o.record = (r ->> 'record')::uuid and o.name = c.name)
  on conflict do nothing;
  insert into zs.clock_moved (record, name, run, at, because, due_before, due_after)
  select o.record, o.name, o.run, moved_at, because, o.due, null
  from jsonb_array_elements(fresh) r join zs.clock o on o.record = (r ->> 'record')::uuid
  where o.due is not null and o.state in ('running', 'suspended')
    and not exists (select from jsonb_array_elements(r -> 'clocks') c where c ->> 'name' = o.name)
  on conflict do nothing;
  delete from zs.clock o using jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid
    and not exists (select from jsonb_array_elements(r -> 'clocks') c where c ->> 'name' = o.name);

  perform zs.recompute_clocks(fresh, moved_at, because);
  perform zs.recompute_reach(fresh, moved_at, because);

  update zs.record o set state = r ->> 'state', closed = (r ->> 'closed')::boolean, outcome = r ->> 'outcome',
    title = r ->> 'title', fields = r -> 'fields'
  from jsonb_array_elements(fresh) r
  where o.id = (r ->> 'record')::uuid
    and (o.state, o.closed, o.outcome, o.title, o.fields) is distinct from
      (r ->> 'state', (r ->> 'closed')::boolean, r ->> 'outcome', r ->> 'title', r -> 'fields');
  delete from zs.named o using jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid and not (r -> 'named') ? o.key;
  insert into zs.named (record, key)
  select (r ->> 'record')::uuid, x from jsonb_array_elements(fresh) r, jsonb_array_elements_text(r -> 'named') x
  on conflict do nothing;
  delete from zs.link o using jsonb_array_elements(fresh) r
  where o.record = (r ->> 'record')::uuid
    and not exists (select from jsonb_array_elements(r -> 'links') x
                    where x ->> 'link' = o.link and (x ->> 'id')::uuid = o.to_record);
  insert into zs.link (record, link, to_type, to_record)
  select (r ->> 'record')::uuid, x ->> 'link', x ->> 'type', (x ->> 'id')::uuid
  from jsonb_array_elements(fresh) r, jsonb_array_elements(r -> 'links') x on conflict do nothing;
  -- What was erased stays erased.
  insert into zs.record_file (record, digest, name, type)
  select (r ->> 'record')::uuid, x ->> 'digest', x ->> 'name', x ->> 'type'
  from jsonb_array_elements(fresh) r, jsonb_array_elements(r -> 'files') x
  where exists (select from zs.record_key k where k.record = (r ->> 'record')::uuid) on conflict do nothing;
  insert into zs.to_index (record, seq)
  select (r ->> 'record')::uuid, (r ->> 'version')::integer from jsonb_array_elements(fresh) r on conflict do nothing;
  perform zs.put_counted(array(select (r ->> 'record')::uuid from jsonb_array_elements(fresh) r));
  delete from zs.stood o using jsonb_array_elements(fresh) r where o.record = (r ->> 'record')::uuid;
  perform zs.put_stood((select jsonb_agg(jsonb_build_object('record', r -> 'record', 'seq', s -> 'seq', 'at', s -> 'at', 'stands', s))
    from jsonb_array_elements(fresh) r, jsonb_array_elements(r -> 'stood') s));
  return query select (r ->> 'record')::uuid from jsonb_array_elements(fresh) r;
end $function$;

CREATE OR REPLACE FUNCTION zs.sees_edge(in_record uuid, seen_by text[], needs uuid[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
 SET plan_cache_mode TO 'force_generic_plan'
AS $function$
  select exists (select from (select x.key, x.role from zs.reach x where x.record = in_record offset 0) r
                 where r.role = any (seen_by) and (r.key in (select unnest(zs.my_keys()))) is true)
    and not exists (select from (select x.key from zs.named x where x.record = in_record offset 0) n
                    where (n.key in (select unnest(zs.my_conflicts()))) is true)
    and not exists (select from unnest(needs) x(id) where not zs.reaches(x.id))
$function$;
comment on function zs.sees_edge(uuid,text[],uuid[]) is 'The second wall before a line of the graph: its record, its field, and whatever it leads to.';

CREATE OR REPLACE FUNCTION zs.states_of(asked_type text)
 RETURNS text[]
 LANGUAGE sql
 STABLE
AS $function$
  with recursive s(state) as (
    (select r.state from zs.record r where r.type = asked_type order by r.state limit 1)
    union all
    select (select r.state from zs.record r where r.type = asked_type and r.state > s.state order by r.state limit 1)
    from s where s.state is not null)
  select array_agg(s.state) from s where s.state is not null
$function$;

CREATE OR REPLACE FUNCTION zs.take_numbers(wanted_series text, wanted_year integer, wanted integer)
 RETURNS integer
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
AS $function$
  insert into zs.counter as c (series, year, last) values (wanted_series, wanted_year, wanted)
  on conflict (series, year) do update set last = c.last + wanted
  returning last - wanted + 1
$function$;

CREATE OR REPLACE FUNCTION zs.times_here(records uuid[])
 RETURNS TABLE(id uuid, times integer)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'zs', 'pg_temp'
AS $function$
  select r.id, count(*) filter (where e.state = r.state and e.before is distinct from r.state)::integer
  from zs.record r
  cross join lateral (
    select t.state, lag(t.state) over (order by t.seq) as before
    from (select x.seq, convert_from(x.bytes, 'UTF8')::jsonb ->> 'state' as state from zs.entry x where x.record = r.id) t) e
  where r.id = any (records) and zs.reaches(r.id)
  group by r.id
$function$;

grant usage on schema zs to zs_app;

grant select on zs.account to zs_app;

grant select on zs.checkpoint to zs_app;

grant select on zs.clock to zs_app;

grant select on zs.clock_moved to zs_app;

grant delete, insert, select, update on zs.draft to zs_app;

grant select on zs.edge to zs_app;

grant select on zs.entry to zs_app;

grant insert, select on zs.file to zs_app;

grant select on zs.link to zs_app;

grant select on zs.log to zs_app;

grant select on zs.log_leaf to zs_app;

grant select on zs.log_tile to zs_app;

grant select on zs.look to zs_app;

grant select on zs.named to zs_app;

grant delete, insert, select on zs.notice_read to zs_app;

grant select on zs.paper to zs_app;

grant select on zs.reach to zs_app;

grant select on zs.reach_moved to zs_app;

grant select on zs.record to zs_app;

grant select on zs.record_file to zs_app;

grant select on zs.record_key to zs_app;

grant delete, insert, select on zs.saved_view to zs_app;

grant delete, insert, select on zs.session to zs_app;

grant select on zs.setting to zs_app;

grant select on zs.work to zs_app;

grant select on zs.passkey (person) to zs_app;

grant select on zs.totp (confirmed) to zs_app;

grant select on zs.totp (person) to zs_app;

grant execute on function zs.append(jsonb,bytea[],bytea[],jsonb,jsonb) to zs_app;

grant execute on function zs.append_looks(jsonb,bytea[],bytea[]) to zs_app;

grant execute on function zs.board(text,timestamp with time zone,jsonb,text[],text[],integer[],text[],date) to zs_app;

grant execute on function zs.board_list(text,timestamp with time zone,jsonb,text[],text[],integer[],text[],jsonb,timestamp with time zone,uuid,integer) to zs_app;

grant execute on function zs.board_verifiers(text,timestamp with time zone,jsonb,text[],text[],integer[],text[],text) to zs_app;

grant execute on function zs.candidates(text,uuid,integer[],text[],text[],text[],integer,integer,integer,integer) to zs_app;

grant execute on function zs.clocks_ending(text,text,text,text,timestamp with time zone,timestamp with time zone,uuid,integer) to zs_app;

grant execute on function zs.clocks_ending_by_unit(text,text,text,timestamp with time zone[]) to zs_app;

grant execute on function zs.count_reached(text,text[],text,integer[],text,text,timestamp with time zone,boolean,integer) to zs_app;

grant execute on function zs.erase_records(uuid[]) to zs_app;

grant execute on function zs.find(text[],text,text[],text,text,integer[],text[],integer,integer,integer) to zs_app;

grant execute on function zs.find_answer(text,text) to zs_app;

grant execute on function zs.find_by_code(bytea) to zs_app;

grant execute on function zs.graph_find(text,integer[],integer) to zs_app;

grant execute on function zs.graph_lines(uuid[],integer[]) to zs_app;

grant execute on function zs.graph_step(text[],text[],text[],date,date,integer) to zs_app;

grant execute on function zs.is_known_elsewhere(text[],text[]) to zs_app;

grant execute on function zs.keep_papers(jsonb) to zs_app;

grant execute on function zs.list(text,text[],text,integer[],text,text,timestamp with time zone,text,text,uuid,integer,boolean) to zs_app;

grant execute on function zs.list_of_unit(text,text[],text,timestamp with time zone,uuid,integer,integer) to zs_app;

grant execute on function zs.list_opened(text,text[],timestamp with time zone,uuid,integer) to zs_app;

grant execute on function zs.my_conflicts() to zs_app;

grant execute on function zs.my_keys() to zs_app;

grant execute on function zs.my_record() to zs_app;

grant execute on function zs.reaches(uuid) to zs_app;

grant execute on function zs.read_entries(text,text,text,uuid,text) to zs_app;

grant execute on function zs.sees_edge(uuid,text[],uuid[]) to zs_app;

grant execute on function zs.take_numbers(text,integer,integer) to zs_app;

grant execute on function zs.times_here(uuid[]) to zs_app;
