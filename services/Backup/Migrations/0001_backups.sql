-- One row for each backup that was started: full backups, and stretches of continuous copies.
create table backup (
  id             uuid        primary key,
  source         text        not null,
  kind           text        not null check (kind in ('full', 'continuous')),
  state          text        not null check (state in ('running', 'succeeded', 'failed', 'cancelled')),
  started_at     timestamptz not null,
  finished_at    timestamptz,
  -- The latest moment to which the source can be brought back from this backup.
  recovery_point timestamptz,
  size_bytes     bigint      check (size_bytes >= 0),
  detail         text,
  check ((state = 'running') = (finished_at is null)),
  check (state <> 'succeeded' or recovery_point is not null)
);

create index backup_newest on backup (source, recovery_point desc) where state = 'succeeded';
