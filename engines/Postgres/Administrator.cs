namespace Lab.Engines.Postgres;

/// <summary>The superuser that the lab uses.</summary>
/// <param name="Name">The role's name.</param>
/// <param name="Password">Its password.</param>
internal sealed record Administrator(string Name, string Password)
{
    /// <summary>The statements, a line each, after which the role exists with this password. The password itself is not in them.</summary>
    public IEnumerable<string> Statements()
    {
        var identifier = $"\"{Name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        var literal = $"'{Name.Replace("'", "''", StringComparison.Ordinal)}'";

        yield return $"DO $lab$ BEGIN IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = {literal}) THEN CREATE ROLE {identifier}; END IF; END $lab$";
        yield return $"ALTER ROLE {identifier} WITH LOGIN SUPERUSER PASSWORD '{ScramVerifier.Create(Password)}' VALID UNTIL 'infinity'";
    }

    /// <summary>The name alone, so that no log shows the password by accident.</summary>
    public override string ToString() => Name;
}
