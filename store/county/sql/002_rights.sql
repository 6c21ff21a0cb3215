-- Who may see what. Three kinds of login, as members of a role each: a branch (adds and reads its own), a
-- reader (reads the branches it is granted) and a county reader (reads all). Nobody but the owner may change
-- or delete anything, and a row that no policy gives is not there.

REVOKE ALL ON SCHEMA county FROM PUBLIC;
GRANT USAGE ON SCHEMA county TO shaitai_branch, shaitai_reader, shaitai_county;
GRANT SELECT ON ALL TABLES IN SCHEMA county TO shaitai_branch, shaitai_reader, shaitai_county;

-- Who pushed and when is the server's to say.
GRANT INSERT (branch, meeting, seals, digest, content, masked, record) ON county.records TO shaitai_branch;
GRANT INSERT ON county.meetings, county.lines, county.pledges, county.parts TO shaitai_branch;

CREATE FUNCTION county.mine(VARIADIC rights text[]) RETURNS text[]
LANGUAGE sql STABLE SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $$
    SELECT coalesce(array_agg(branch), '{}') FROM county.access
    WHERE login = current_user::text AND may = ANY (rights)
$$;
REVOKE ALL ON FUNCTION county.mine FROM PUBLIC;
GRANT EXECUTE ON FUNCTION county.mine TO shaitai_owner, shaitai_branch, shaitai_reader, shaitai_county;

DO $$
DECLARE
    kept text;
BEGIN
    FOREACH kept IN ARRAY ARRAY['branches', 'access', 'records', 'meetings', 'lines', 'pledges', 'parts'] LOOP
        EXECUTE format('ALTER TABLE county.%I ENABLE ROW LEVEL SECURITY', kept);
        EXECUTE format('ALTER TABLE county.%I FORCE ROW LEVEL SECURITY', kept);
        EXECUTE format('CREATE POLICY owner ON county.%I TO shaitai_owner USING (true)', kept);
        EXECUTE format('CREATE POLICY county ON county.%I FOR SELECT TO shaitai_county USING (true)', kept);
    END LOOP;
    FOREACH kept IN ARRAY ARRAY['branches', 'records', 'meetings', 'lines', 'pledges', 'parts'] LOOP
        -- Asked once a statement, not once a row, and so that the primary key finds the branch.
        EXECUTE format(
            'CREATE POLICY granted ON county.%I FOR SELECT TO shaitai_branch, shaitai_reader
             USING (branch = ANY ((SELECT county.mine(''push'', ''read''))::text[]))', kept);
    END LOOP;
    -- What is derived of a record is added in the same transaction, or never: its record came just now.
    FOREACH kept IN ARRAY ARRAY['meetings', 'lines', 'pledges', 'parts'] LOOP
        EXECUTE format(
            'CREATE POLICY own ON county.%1$I FOR INSERT TO shaitai_branch WITH CHECK (EXISTS (
                 SELECT FROM county.records AS sealed
                 WHERE sealed.branch = %1$I.branch AND sealed.meeting = %1$I.meeting
                     AND sealed.seals = %1$I.seals AND sealed.pushed_at = now()
                     AND sealed.branch = ANY ((SELECT county.mine(''push''))::text[])))', kept);
    END LOOP;
END
$$;
CREATE POLICY own ON county.records FOR INSERT TO shaitai_branch
    WITH CHECK (
        branch = ANY ((SELECT county.mine('push'))::text[])
        AND (masked OR NOT (SELECT rule.masked FROM county.branches AS rule WHERE rule.branch = records.branch))
    );
CREATE POLICY self ON county.access FOR SELECT TO shaitai_branch, shaitai_reader
    USING (login = current_user::text);

-- For whoever runs the server: the login itself is made with CREATE ROLE … LOGIN, its password with \password.
CREATE PROCEDURE county.admit_branch(new_branch text, new_login text, only_masked boolean DEFAULT false)
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO county.branches VALUES (new_branch, only_masked)
        ON CONFLICT (branch) DO UPDATE SET masked = only_masked;
    INSERT INTO county.access VALUES (new_branch, new_login, 'push')
        ON CONFLICT (branch, login) DO UPDATE SET may = 'push';
    EXECUTE format('GRANT shaitai_branch TO %I', new_login);
END
$$;
CREATE PROCEDURE county.admit_reader(new_login text, VARIADIC readable text[])
LANGUAGE plpgsql SECURITY INVOKER SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    INSERT INTO county.access SELECT each, new_login, 'read' FROM unnest(readable) AS each
        ON CONFLICT (branch, login) DO NOTHING;
    EXECUTE format('GRANT shaitai_reader TO %I', new_login);
END
$$;
REVOKE ALL ON ALL ROUTINES IN SCHEMA county FROM PUBLIC;
