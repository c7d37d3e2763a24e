-- Without a guard: run twice, it fails.
insert into star values ('Sirius', -1.46);
