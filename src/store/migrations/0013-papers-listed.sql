-- The register of papers is read a page at a time in this order, and the next page begins after the last of this one.
drop index zs.paper_by_year;
create index paper_in_order on zs.paper ((-year), unit, kind, (-nth));
