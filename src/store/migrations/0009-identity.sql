-- Second factors, sessions that can be told apart, accounts that can be disabled, subjects of an identity provider.
-- Secrets stand here closed under the master key or as keyed hashes; the application reads whether there is a factor
-- and writes nothing of it.

alter table zs.account
  add column id uuid not null default gen_random_uuid() unique,
  add column must_change boolean not null default false,
  add column disabled timestamptz,
  add column password_since timestamptz;
comment on table zs.account is 'Argon2id hashes of passwords. What happens to an account is noted in the log of looks under its id.';
comment on column zs.account.must_change is 'The password was given by somebody else: nothing else can be done before it is changed.';

-- Everybody signs in anew: what is now known of a session was not kept before.
delete from zs.session;
alter table zs.session
  add column id uuid not null default gen_random_uuid() unique,
  add column used timestamptz not null,
  add column proved timestamptz not null,
  add column by text not null,
  add column browser text not null;
comment on column zs.session.proved is 'When the person last proved who they are: at sign-in or by a step-up.';
comment on column zs.session.browser is 'A coarse kind of browser by which its holder tells it from others; only its holder sees it.';

create table zs.totp (
  person    uuid        primary key,
  secret    bytea       not null,
  created   timestamptz not null,
  confirmed timestamptz,
  last_step bigint      not null default 0
);
comment on table zs.totp is 'Secrets of one-time codes (RFC 6238), closed under the master key; the last time step used, so that a code works once.';

create table zs.recovery_code (
  person uuid        not null,
  hash   bytea       not null,
  used   timestamptz,
  primary key (person, hash)
);
comment on table zs.recovery_code is 'Keyed hashes of codes for whoever lost their factor; each works once.';

create table zs.passkey (
  id         text        primary key,
  person     uuid        not null,
  name       text        not null,
  public_key bytea       not null,
  counter    bigint      not null,
  transports text[]      not null,
  created    timestamptz not null,
  used       timestamptz
);
comment on table zs.passkey is 'Public halves of passkeys (WebAuthn), and the counter by which a copied one is noticed.';
create index passkey_by_person on zs.passkey (person);

create table zs.used_challenge (
  challenge bytea       primary key,
  ends      timestamptz not null
);
comment on table zs.used_challenge is 'Challenges that were answered, until they end by themselves: none is answered twice.';

create table zs.oidc_subject (
  issuer  text        not null,
  subject text        not null,
  person  uuid        not null,
  created timestamptz not null,
  primary key (issuer, subject)
);
comment on table zs.oidc_subject is 'Which person a subject of an identity provider is. An unknown subject is nobody.';
create index oidc_subject_by_person on zs.oidc_subject (person);

grant select (person, confirmed) on zs.totp to zs_app;
grant select (person) on zs.passkey to zs_app;
