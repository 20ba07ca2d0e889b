-- Assets, measures, compulsory measures and umbrella clues draw lines now: those that are there catch up.
insert into zs.to_index (record, seq)
select id, version from zs.record where type in ('asset', 'measure', 'custody', 'umbrella') on conflict do nothing;
