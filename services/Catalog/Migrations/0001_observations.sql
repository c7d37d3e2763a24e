-- The last observation of each system, and beside it the last one in which it answered.
create table observation (
  system      text        not null,
  reachable   boolean     not null,
  observed_at timestamptz not null,
  observed    jsonb       not null,
  primary key (system, reachable)
);
