-- Tokens of sessions are kept as keyed hashes (server/identity/sessions.ts): who may insert rows here can no longer make a
-- session of somebody else. Those of before open nothing any more: everybody signs in again.
delete from zs.session;
comment on table zs.session is 'Sessions by the keyed hash of their token.';
