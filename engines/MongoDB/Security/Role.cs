using Lab.Engines.MongoDB.Errors;
using MongoDB.Bson;

namespace Lab.Engines.MongoDB.Security;

/// <summary>One of MongoDB's built-in roles on a database. Source: MongoDB manual, "Built-In Roles".</summary>
internal sealed record Role(string Name, string Database)
{
    private static readonly Dictionary<string, Privilege> OnDatabase = new(StringComparer.Ordinal)
    {
        ["read"] = Privilege.Read,
        ["readWrite"] = Privilege.Read | Privilege.Write,
        ["dbAdmin"] = Privilege.Schema,
        ["userAdmin"] = Privilege.Users,
        ["dbOwner"] = Privilege.Read | Privilege.Write | Privilege.Schema | Privilege.Users,
    };

    private static readonly Dictionary<string, Privilege> Everywhere = new(StringComparer.Ordinal)
    {
        ["readAnyDatabase"] = Privilege.Read | Privilege.ListDatabases,
        ["readWriteAnyDatabase"] = Privilege.Read | Privilege.Write | Privilege.ListDatabases,
        ["dbAdminAnyDatabase"] = Privilege.Schema | Privilege.ListDatabases,
        ["userAdminAnyDatabase"] = Privilege.Users | Privilege.ListDatabases,
        ["clusterMonitor"] = Privilege.Monitor | Privilege.ListDatabases,
        ["clusterAdmin"] = Privilege.Monitor | Privilege.ListDatabases,
        ["backup"] = Privilege.Read | Privilege.Monitor | Privilege.ListDatabases,
        ["restore"] = Privilege.Write | Privilege.Schema | Privilege.ListDatabases,
        ["root"] = Privilege.All,
    };

    /// <summary>What the role allows on a database.</summary>
    public Privilege On(string database) =>
        Database == "admin" && Everywhere.TryGetValue(Name, out var everywhere) ? everywhere
        : Database == database && OnDatabase.TryGetValue(Name, out var here) ? here
        : Privilege.None;

    public BsonDocument ToBson() => new() { { "role", Name }, { "db", Database } };

    public static Role Read(BsonDocument document) => new(document["role"].AsString, document["db"].AsString);

    /// <summary>A role as createUser names it: a name, or a document with role and db.</summary>
    /// <exception cref="CommandException">RoleNotFound.</exception>
    public static Role Parse(BsonValue value, string database)
    {
        var role = value switch
        {
            BsonString name => new Role(name.Value, database),
            BsonDocument document when document.GetValue("role", BsonNull.Value) is BsonString name && document.GetValue("db", BsonNull.Value) is BsonString db => new Role(name.Value, db.Value),
            _ => throw new CommandException(ErrorCode.BadValue, "A role must be a name, or a document with 'role' and 'db'"),
        };
        return OnDatabase.ContainsKey(role.Name) || (role.Database == "admin" && Everywhere.ContainsKey(role.Name))
            ? role
            : throw new CommandException(ErrorCode.RoleNotFound, $"Could not find role: {role.Name}@{role.Database}");
    }
}
