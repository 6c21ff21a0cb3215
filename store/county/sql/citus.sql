-- Optional: spread the county archive over several machines with Citus. Run once, as the owner of the tables,
-- after `shaitai county init` and before the first branch is admitted:
--     CREATE EXTENSION citus;  SELECT citus_add_node('worker-1', 5432);  …  then  psql -f citus.sql
-- Every primary key leads with the branch: all of a branch lies on one machine, and each record is added there.

SELECT create_reference_table('county.versions');
SELECT create_reference_table('county.access');
SELECT create_distributed_table('county.branches', 'branch');
SELECT create_distributed_table('county.records', 'branch', colocate_with => 'county.branches');
SELECT create_distributed_table('county.meetings', 'branch', colocate_with => 'county.branches');
SELECT create_distributed_table('county.lines', 'branch', colocate_with => 'county.branches');
SELECT create_distributed_table('county.pledges', 'branch', colocate_with => 'county.branches');
SELECT create_distributed_table('county.parts', 'branch', colocate_with => 'county.branches');
